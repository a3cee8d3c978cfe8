import {
  bean,
  caption,
  COFFEE,
  CREAM,
  FERN,
  FERN_DARK,
  frond,
  INK,
  scene,
  STEEL_DARK,
  WOOD,
  WOOD_DARK,
} from './shapes.ts';

/** A stoneware mug with a glazed foot. */
export function stonewareMug(): string {
  return scene(
    '#e9dfd3',
    '#dccbb6',
    `<path d="M540 378 q118 -12 112 92 q-10 96 -132 88 l6 -42 q74 4 82 -48 q0 -52 -68 -46z" fill="#c9b499"/>` +
      `<path d="M226 300 H566 L552 612 Q548 672 488 672 H304 Q244 672 240 612z" fill="${CREAM}"/><path d="M498 300 H566 L552 612 Q548 672 488 672 H430 Q512 600 498 300z" fill="#e6d9c4"/>` +
      `<path d="M234 520 Q300 492 360 522 T556 508 L552 612 Q548 672 488 672 H304 Q244 672 240 612z" fill="${FERN}"/><path d="M506 514 Q534 506 556 508 L552 612 Q548 672 488 672 H430 Q498 640 506 514z" fill="${FERN_DARK}"/>` +
      `<ellipse cx="396" cy="300" rx="170" ry="32" fill="#e6d9c4"/><ellipse cx="396" cy="304" rx="146" ry="22" fill="${COFFEE}"/><path d="M286 306 q60 -16 120 -4" fill="none" stroke="#83563f" stroke-width="8" stroke-linecap="round"/>` +
      frond(376, 468, 0.95, FERN) +
      `<g fill="none" stroke="#fff" stroke-width="11" stroke-linecap="round" opacity="0.85"><path d="M340 248 q-24 -34 0 -64 t0 -60"/><path d="M404 240 q-24 -34 0 -64 t0 -60"/><path d="M466 248 q-24 -34 0 -64 t0 -60"/></g>`,
  );
}

/** A travel tumbler with a wooden sleeve. */
export function tumbler(): string {
  return scene(
    '#dfe7e6',
    '#c9d6d5',
    `<path d="M296 224 H504 L480 640 Q478 672 446 672 H354 Q322 672 320 640z" fill="${FERN}"/><path d="M454 224 H504 L480 640 Q478 672 446 672 H412 Q462 470 454 224z" fill="${FERN_DARK}"/>` +
      `<path d="M304 352 H496 L486 520 H314z" fill="${WOOD}"/><path d="M452 352 H496 L486 520 H446z" fill="${WOOD_DARK}"/>${frond(384, 474, 0.95, CREAM)}` +
      `<rect x="280" y="186" width="240" height="46" rx="14" fill="${INK}"/><path d="M304 186 Q308 154 340 152 H460 Q492 154 496 186z" fill="${INK}"/><rect x="424" y="140" width="52" height="18" rx="9" fill="${STEEL_DARK}"/>` +
      bean(230, 660, 1, -18) +
      bean(566, 664, 0.95, 24),
  );
}

function miniBag(x: number, paper: string, shade: string, accent: string): string {
  return (
    `<g transform="translate(${x} 236)"><path d="M8 0 H112 L122 214 H-2z" fill="${paper}"/><path d="M88 0 H112 L122 214 H96z" fill="${shade}"/>` +
    `<rect x="-2" y="22" width="124" height="17" rx="5" fill="${accent}"/><rect x="20" y="62" width="72" height="118" rx="6" fill="${CREAM}"/>${frond(56, 134, 0.6, accent)}</g>`
  );
}

/** A gift subscription: three bags in a ribboned box. */
export function giftSubscription(): string {
  return scene(
    '#f2dfd6',
    '#e9c9ba',
    miniBag(210, '#d9a441', '#b98630', '#7a4a24') +
      miniBag(340, '#3f6b4f', '#2f5340', '#8fb08f') +
      miniBag(470, '#b4593f', '#8f422d', '#e3b08f') +
      `<path d="M176 430 H624 V640 Q624 672 592 672 H208 Q176 672 176 640z" fill="${WOOD}"/><path d="M560 430 H624 V640 Q624 672 592 672 H530 Q566 600 560 430z" fill="${WOOD_DARK}"/>` +
      `<rect x="160" y="416" width="480" height="46" rx="10" fill="#dcae80"/><rect x="372" y="416" width="56" height="256" fill="#b4593f"/>` +
      `<path d="M400 452 Q300 380 296 448 Q298 508 400 466z" fill="#c96c50"/><path d="M400 452 Q500 380 504 448 Q502 508 400 466z" fill="#c96c50"/><path d="M396 462 L340 560 L374 548 L386 580 L408 470z" fill="#8f422d"/><path d="M404 462 L460 560 L426 548 L414 580 L392 470z" fill="#8f422d"/><circle cx="400" cy="458" r="24" fill="#8f422d"/>`,
  );
}

/** A gift card in its envelope. */
export function giftCard(): string {
  return scene(
    '#dfe8dc',
    '#c6d6c3',
    `<g transform="rotate(-7 400 400)"><rect x="196" y="226" width="408" height="262" rx="24" fill="${FERN}"/><path d="M196 400 Q330 340 430 400 T604 372 V464 Q604 488 580 488 H220 Q196 488 196 464z" fill="${FERN_DARK}"/>` +
      frond(272, 368, 1.15, CREAM) +
      caption('FERNHILL', { x: 452, y: 326, size: 40, fill: CREAM, width: 250, spacing: 5 }) +
      caption('Gift card', { x: 452, y: 368, size: 27, fill: '#d9a441', width: 230 }) +
      `</g><path d="M158 436 L400 590 L642 436 V640 Q642 672 610 672 H190 Q158 672 158 640z" fill="${CREAM}"/><path d="M158 658 L330 540 L400 590 L470 540 L642 658 Q636 672 610 672 H190 Q164 672 158 658z" fill="#efe3cf"/><path d="M158 436 L400 590 L642 436" fill="none" stroke="#ddccb0" stroke-width="6"/>` +
      `<circle cx="400" cy="596" r="36" fill="#b4593f"/>${frond(400, 612, 0.42, CREAM)}`,
  );
}
