/** A picture of a chart as a file: drawn as it is, or as pixels twice as fine as a screen's. */
import { saveDrawing } from '$lib/backend';
import { t } from '$lib/messages';
import { failed, told } from '$lib/operations';

const FINENESS = 2;

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

const svgOf = (drawing: string) =>
  new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${drawing}\n`], { type: 'image/svg+xml' });

async function pngOf(drawing: string): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(svgOf(drawing));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * FINENESS;
    canvas.height = image.naturalHeight * FINENESS;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('no picture'))),
        'image/png',
      ),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** « Qui emprunte 2023 » as `qui-emprunte-2023`. */
export function fileName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export async function savePicture(
  drawing: string,
  name: string,
  format: 'svg' | 'png',
): Promise<void> {
  try {
    const picture = format === 'svg' ? svgOf(drawing) : await pngOf(drawing);
    const content = await base64(picture);
    const path = await saveDrawing({ name: `${fileName(name)}.${format}`, content });
    if (path) told(t('statistics_saved', { path }));
  } catch (error) {
    failed(error);
  }
}
