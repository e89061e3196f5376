/** A file that a person chose or dropped, as the program takes it. */
import type { Upload } from './backend';

/**
 * Reads a file into base 64. The browser does it, once and outside of the page's own code: a register or a photo of
 * 20 MB takes a fraction of a second.
 */
export function upload(file: File): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const address = String(reader.result);
      const comma = address.indexOf(',');
      // Safari answers an empty file with an address that has no comma.
      resolve({ name: file.name, content: comma < 0 ? '' : address.slice(comma + 1) });
    };
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}
