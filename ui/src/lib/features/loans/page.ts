/** How a page of paper becomes a picture. */

/** Height over width. */
export const A4 = 297 / 210;

/** The picture with a size of its own, in pixels: only what its first tag says changes. */
export function sized(svg: string, width: number, height: number): string {
  return svg.replace(/<svg\b[^>]*>/, (tag) =>
    tag
      .replace(/\s(?:width|height)="[^"]*"/g, '')
      .replace('<svg', `<svg width="${width}" height="${height}"`),
  );
}
