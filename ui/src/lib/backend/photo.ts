/** Where the window finds a photo: the program serves them under a scheme of its own. */
import { convertFileSrc } from '@tauri-apps/api/core';

export type PhotoSize = 'whole' | 'small';

export function photoAddress(name: string, size: PhotoSize): string {
  return convertFileSrc(size === 'small' ? `${name}/small` : name, 'photo');
}
