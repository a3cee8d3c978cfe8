import { bean, caption, COFFEE, CREAM, frond, INK, scene } from './shapes.ts';

/** How a bag of coffee looks. */
export interface BagLook {
  readonly name: string;
  readonly note: string;
  readonly paper: string;
  readonly shade: string;
  readonly accent: string;
  readonly backdrop: string;
  readonly disc: string;
  readonly motif: keyof typeof MOTIFS;
}

/** Small landscapes on the label, 240 by 150, drawn in the bag's accent. */
const MOTIFS = {
  hills: (accent: string, shade: string) =>
    `<circle cx="172" cy="48" r="24" fill="${accent}" opacity="0.55"/>` +
    `<path d="M0 150 V104 Q50 62 104 100 T240 84 V150z" fill="${accent}"/>` +
    `<path d="M0 150 V128 Q70 96 132 128 T240 116 V150z" fill="${shade}"/>`,
  fog: (accent: string, shade: string) =>
    `<path d="M34 150 L104 46 L150 108 L176 76 L232 150z" fill="${accent}"/>` +
    `<g stroke="${CREAM}" stroke-width="11" stroke-linecap="round"><path d="M14 96 H130"/><path d="M92 122 H222"/></g>` +
    `<path d="M0 150 V138 H240 V150z" fill="${shade}"/>`,
  sun: (accent: string, shade: string) =>
    `<g transform="translate(120 92)" stroke="${accent}" stroke-width="8" stroke-linecap="round">` +
    [-75, -50, -25, 0, 25, 50, 75]
      .map((degrees) => `<path d="M0 -52 V-76" transform="rotate(${degrees})"/>`)
      .join('') +
    `</g><path d="M80 118 a40 40 0 0 1 80 0z" fill="${accent}"/><path d="M0 150 V118 H240 V150z" fill="${shade}"/>`,
  peaks: (accent: string, shade: string) =>
    `<path d="M8 150 L86 34 L164 150z" fill="${accent}"/><path d="M104 150 L168 64 L236 150z" fill="${shade}"/>` +
    `<path d="M64 67 L86 34 L108 67 L97 60 L86 70 L75 60z" fill="${CREAM}"/>`,
  berries: (accent: string, shade: string) =>
    `<path d="M30 132 Q110 96 210 30" fill="none" stroke="${shade}" stroke-width="7" stroke-linecap="round"/>` +
    `<g fill="${shade}"><path d="M88 106 q-8 -52 34 -70 q14 44 -34 70z"/><path d="M150 76 q46 -6 58 34 q-44 10 -58 -34z"/></g>` +
    `<g fill="${accent}"><circle cx="84" cy="128" r="17"/><circle cx="118" cy="116" r="17"/><circle cx="66" cy="98" r="15"/></g>`,
  volcano: (accent: string, shade: string) =>
    `<path d="M120 38 q-18 -16 2 -26 q26 -12 22 10 q24 2 6 18z" fill="${shade}" opacity="0.6"/>` +
    `<path d="M10 150 L94 48 Q120 62 146 48 L230 150z" fill="${accent}"/><path d="M94 48 Q120 62 146 48 L160 65 Q120 92 80 65z" fill="${shade}"/>`,
  palm: (accent: string, shade: string) =>
    `<path d="M116 150 Q124 96 112 62" fill="none" stroke="${shade}" stroke-width="10" stroke-linecap="round"/>` +
    `<g fill="${accent}">${[-150, -105, -60, -20, 25]
      .map(
        (degrees) =>
          `<path transform="translate(112 62) rotate(${degrees})" d="M0 0 q34 -22 76 4 q-42 10 -76 -4z"/>`,
      )
      .join('')}</g><path d="M20 150 Q120 122 220 150z" fill="${shade}"/>`,
  fields: (accent: string, shade: string) =>
    `<circle cx="60" cy="44" r="22" fill="${accent}" opacity="0.55"/><path d="M0 150 V86 Q120 52 240 86 V150z" fill="${accent}"/>` +
    `<g fill="none" stroke="${shade}" stroke-width="7">${[0, 1, 2, 3, 4]
      .map((row) => `<path d="M${20 + row * 50} 150 Q${70 + row * 25} 110 ${100 + row * 10} 78"/>`)
      .join('')}</g>`,
  moon: (accent: string, shade: string) =>
    `<path d="M138 18 a58 58 0 1 0 44 92 a46 46 0 0 1 -44 -92z" fill="${accent}"/>` +
    `<g fill="${shade}"><circle cx="186" cy="44" r="6"/><circle cx="206" cy="78" r="4"/><circle cx="48" cy="34" r="5"/><circle cx="30" cy="82" r="4"/></g>`,
  fire: (accent: string, shade: string) =>
    `<path d="M120 12 q52 48 38 92 q-8 34 -38 34 t-38 -34 q-6 -28 16 -44 q2 22 16 26 q-8 -38 6 -74z" fill="${accent}"/>` +
    `<path d="M122 74 q24 24 14 48 q-6 14 -16 14 t-16 -14 q-4 -20 18 -48z" fill="${CREAM}"/>` +
    `<g stroke="${shade}" stroke-width="13" stroke-linecap="round"><path d="M62 140 L178 150"/><path d="M178 138 L62 150"/></g>`,
} as const;

/** A bag of coffee with its label, three beans at its foot. */
export function coffeeBag(look: BagLook): string {
  const { paper, shade, accent } = look;
  const body =
    `<path d="M252 236 L548 236 L566 640 Q568 672 536 672 L264 672 Q232 672 234 640z" fill="${paper}"/>` +
    `<path d="M498 236 L548 236 L566 640 Q568 672 536 672 L486 672 Q520 480 498 236z" fill="${shade}"/>` +
    `<path d="M262 132 H538 L548 236 H252z" fill="${paper}"/><path d="M492 132 H538 L548 236 H498z" fill="${shade}"/>` +
    `<path d="M256 196 H544 L548 236 H252z" fill="${shade}"/><rect x="236" y="180" width="328" height="30" rx="9" fill="${accent}"/>` +
    `<path d="M262 132 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10 l11.5 -10 l11.5 10z" fill="${paper}"/>`;
  const label =
    `<rect x="272" y="266" width="236" height="362" rx="12" fill="${CREAM}"/>${frond(390, 338, 0.62, accent)}` +
    caption('FERNHILL', { x: 390, y: 382, size: 21, fill: INK, width: 180, spacing: 6 }) +
    `<svg x="286" y="398" width="208" height="130" viewBox="0 0 240 150">${MOTIFS[look.motif](accent, shade)}</svg>` +
    caption(look.name, { x: 390, y: 566, size: 29, fill: INK, width: 208 }) +
    caption(look.note, { x: 390, y: 598, size: 17, fill: COFFEE, width: 208 });
  const beans = bean(196, 656, 1, -24) + bean(604, 662, 1.1, 18) + bean(642, 640, 0.85, -38);
  return scene(look.backdrop, look.disc, body + label + beans);
}
