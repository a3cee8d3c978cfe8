/** Colours that every picture is made of, so that they look like one hand's work. */
export const INK = '#2f2a26';
export const CREAM = '#fbf5ea';
export const STEEL = '#b9bdb8';
export const STEEL_DARK = '#8d928e';
export const WOOD = '#c98f5a';
export const WOOD_DARK = '#a87344';
export const FERN = '#3f6b4f';
export const FERN_DARK = '#2f5340';
export const COFFEE = '#6b4330';

/** Makes a text safe inside SVG. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A centred line of text; `width` is the most it may take. */
export function caption(
  text: string,
  at: { y: number; size: number; fill: string; width: number; x?: number; spacing?: number },
): string {
  const { y, size, fill, width, x = 400, spacing = 0 } = at;
  // Fonts differ from machine to machine: what would be too long is squeezed, what is short stays as it is.
  const estimated = text.length * (size * 0.5 + spacing);
  const squeeze = estimated > width ? ` textLength="${width}" lengthAdjust="spacingAndGlyphs"` : '';
  return (
    `<text x="${x}" y="${y}" font-family="Georgia, 'Times New Roman', serif" font-size="${size}" ` +
    `letter-spacing="${spacing}" text-anchor="middle" fill="${fill}"${squeeze}>${escapeText(text)}</text>`
  );
}

/** The brand's mark: a fern frond. */
export function frond(x: number, y: number, scale: number, fill: string): string {
  const leaves = [0, 1, 2, 3, 4, 5].map((step) => {
    const length = 34 - step * 4.5;
    const height = -step * 13;
    return (
      `<path d="M0 ${height} q${length * 0.5} ${-length * 0.55} ${length} ${-length * 0.35} q${-length * 0.35} ${length * 0.5} ${-length} ${length * 0.35}z"/>` +
      `<path d="M0 ${height} q${-length * 0.5} ${-length * 0.55} ${-length} ${-length * 0.35} q${length * 0.35} ${length * 0.5} ${length} ${length * 0.35}z"/>`
    );
  });
  return (
    `<g transform="translate(${x} ${y}) scale(${scale})" fill="${fill}">` +
    `<path d="M-1.6 22 L1.6 22 L0.8 -84 L-0.8 -84z"/>${leaves.join('')}<ellipse cx="0" cy="-84" rx="3.4" ry="9"/></g>`
  );
}

/** A coffee bean, lying at an angle. */
export function bean(x: number, y: number, size: number, degrees: number): string {
  return (
    `<g transform="translate(${x} ${y}) rotate(${degrees}) scale(${size})">` +
    `<ellipse rx="20" ry="13.5" fill="${COFFEE}"/>` +
    '<path d="M-19 1 q9 -7 19 0 t19 -1" fill="none" stroke="#41271b" stroke-width="3" stroke-linecap="round"/></g>'
  );
}

/** The scene that every product stands in. */
export function scene(backdrop: string, disc: string, content: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" width="800" height="800">' +
    `<rect width="800" height="800" fill="${backdrop}"/>` +
    `<circle cx="400" cy="385" r="290" fill="${disc}"/>` +
    '<ellipse cx="400" cy="676" rx="235" ry="24" fill="#2f2a26" opacity="0.13"/>' +
    `${content}</svg>`
  );
}
