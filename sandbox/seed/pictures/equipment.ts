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
  STEEL,
  STEEL_DARK,
  WOOD,
  WOOD_DARK,
} from './shapes.ts';

/** A hand grinder: steel cylinder, wooden knob. */
export function handGrinder(): string {
  return scene(
    '#ece4d6',
    '#e0d3bd',
    `<path d="M404 176 L606 130" stroke="${INK}" stroke-width="20" stroke-linecap="round"/>` +
      `<path d="M584 78 q44 -12 52 30 q4 40 -40 42 q-34 -2 -36 -36 q0 -26 24 -36z" fill="${WOOD}"/><path d="M616 82 q22 8 20 36 q-4 30 -40 32 q34 -22 20 -68z" fill="${WOOD_DARK}"/>` +
      `<rect x="378" y="160" width="44" height="50" rx="8" fill="${INK}"/><path d="M300 232 Q300 204 330 204 H470 Q500 204 500 232z" fill="${STEEL_DARK}"/>` +
      `<rect x="300" y="232" width="200" height="240" fill="${STEEL}"/><rect x="452" y="232" width="48" height="240" fill="${STEEL_DARK}"/>` +
      `<rect x="290" y="468" width="220" height="34" rx="8" fill="${INK}"/>` +
      `<path d="M302 502 H498 V640 Q498 672 466 672 H334 Q302 672 302 640z" fill="${WOOD}"/><path d="M452 502 H498 V640 Q498 672 466 672 H424 Q456 660 452 502z" fill="${WOOD_DARK}"/>` +
      frond(378, 398, 0.9, CREAM) +
      bean(214, 656, 1, -20) +
      bean(252, 666, 0.85, 30) +
      bean(576, 662, 1, 12),
  );
}

/** A ceramic dripper on its carafe. */
export function dripper(): string {
  const ridges = [350, 378, 406, 434].map(
    (x) =>
      `<path d="M${x} 240 L${400 + (x - 392) * 0.42} 372" stroke="#d9cbb4" stroke-width="7" stroke-linecap="round"/>`,
  );
  return scene(
    '#e3e9e3',
    '#d0dcd2',
    `<path d="M262 206 H538 L452 402 H348z" fill="${CREAM}"/><path d="M480 206 H538 L452 402 H424z" fill="#e6d9c4"/>${ridges.join('')}` +
      `<rect x="250" y="188" width="300" height="34" rx="17" fill="${CREAM}"/><path d="M520 236 q86 -8 78 58 q-10 56 -96 50 l10 -28 q48 4 54 -26 q0 -26 -56 -24z" fill="#e6d9c4"/>` +
      `<rect x="302" y="398" width="196" height="26" rx="13" fill="#e6d9c4"/>` +
      `<path d="M336 424 H464 L470 468 Q560 520 550 612 Q546 672 486 672 H314 Q254 672 250 612 Q240 520 330 468z" fill="#dfe9e8" opacity="0.92"/>` +
      `<path d="M256 574 H545 Q556 672 486 672 H314 Q246 672 256 574z" fill="${COFFEE}"/><ellipse cx="400.500" cy="574" rx="144.500" ry="15" fill="#83563f"/>` +
      `<path d="M392 428 h16 v138 h-16z" fill="${COFFEE}" opacity="0.75"/><rect x="328" y="446" width="144" height="26" rx="9" fill="${WOOD}"/>` +
      `<path d="M286 540 Q280 590 296 630" fill="none" stroke="#fff" stroke-width="11" stroke-linecap="round" opacity="0.55"/>`,
  );
}

/** A gooseneck kettle. */
export function kettle(): string {
  return scene(
    '#e8e3dc',
    '#d8d0c4',
    `<path d="M290 588 Q176 560 190 424 Q196 360 138 336" fill="none" stroke="${FERN_DARK}" stroke-width="27" stroke-linecap="round"/>` +
      `<path d="M520 318 Q674 296 668 446 Q662 536 566 560" fill="none" stroke="${INK}" stroke-width="34" stroke-linecap="round"/>` +
      `<path d="M318 322 H522 L576 634 Q580 672 542 672 H298 Q260 672 264 634z" fill="${FERN}"/><path d="M478 322 H522 L576 634 Q580 672 542 672 H470 Q512 520 478 322z" fill="${FERN_DARK}"/>` +
      `<path d="M306 322 Q310 282 360 276 H480 Q530 282 534 322z" fill="${FERN_DARK}"/><rect x="292" y="312" width="256" height="22" rx="11" fill="${INK}"/>` +
      `<rect x="408" y="246" width="24" height="34" fill="${INK}"/><ellipse cx="420" cy="240" rx="34" ry="19" fill="${WOOD}"/>` +
      frond(398, 548, 1.1, CREAM),
  );
}

/** A French press. */
export function frenchPress(): string {
  return scene(
    '#f0e2d6',
    '#e6cfbb',
    `<rect x="388" y="120" width="16" height="120" fill="${STEEL_DARK}"/><ellipse cx="396" cy="118" rx="32" ry="22" fill="${WOOD}"/>` +
      `<path d="M286 258 Q290 222 340 218 H452 Q502 222 506 258z" fill="${INK}"/><path d="M276 258 H516 V286 H276z" fill="${STEEL}"/>` +
      `<path d="M516 330 H566 Q622 330 622 386 V508 Q622 566 566 566 H516" fill="none" stroke="${INK}" stroke-width="34"/>` +
      `<rect x="284" y="286" width="224" height="352" fill="#e3eceb"/><rect x="284" y="388" width="224" height="250" fill="${COFFEE}"/>` +
      `<rect x="284" y="376" width="224" height="20" fill="#83563f"/><rect x="390" y="286" width="12" height="196" fill="${STEEL_DARK}"/><rect x="292" y="478" width="208" height="16" rx="6" fill="${STEEL}"/>` +
      `<path d="M306 310 V600" stroke="#fff" stroke-width="11" stroke-linecap="round" opacity="0.45"/>` +
      `<g fill="${STEEL}"><rect x="272" y="286" width="20" height="370"/><rect x="500" y="286" width="20" height="370"/><rect x="262" y="540" width="268" height="18" rx="5"/></g><path d="M262 636 H530 V650 Q530 672 508 672 H284 Q262 672 262 650z" fill="${INK}"/>`,
  );
}

/** A brewing scale with a cup on it. */
export function scale(): string {
  return scene(
    '#e2e6ea',
    '#cdd5dc',
    `<path d="M296 330 H504 L486 524 Q484 548 460 548 H340 Q316 548 314 524z" fill="${CREAM}"/><path d="M458 330 H504 L486 524 Q484 548 460 548 H426 Q462 470 458 330z" fill="#e6d9c4"/>` +
      `<path d="M502 368 q76 -8 70 54 q-8 54 -84 50 l4 -28 q40 2 46 -24 q2 -24 -38 -22z" fill="#e6d9c4"/><ellipse cx="400" cy="330" rx="104" ry="20" fill="#e6d9c4"/><ellipse cx="400" cy="332" rx="88" ry="14" fill="${COFFEE}"/>` +
      frond(380, 478, 0.75, FERN) +
      `<g fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity="0.85"><path d="M360 286 q-20 -30 0 -56 t0 -54"/><path d="M420 282 q-20 -30 0 -56 t0 -54"/></g>` +
      `<rect x="208" y="548" width="384" height="36" rx="14" fill="${STEEL}"/><path d="M196 584 H604 V640 Q604 672 572 672 H228 Q196 672 196 640z" fill="${INK}"/>` +
      `<rect x="318" y="602" width="164" height="50" rx="9" fill="#cfe3d3"/><text x="400" y="639" font-family="'Courier New', monospace" font-weight="bold" font-size="36" text-anchor="middle" fill="${INK}">18.0 g</text>` +
      `<circle cx="250" cy="628" r="14" fill="${STEEL_DARK}"/><circle cx="550" cy="628" r="14" fill="${STEEL_DARK}"/>`,
  );
}

/** A box of paper filters, one leaning against it. */
export function paperFilters(): string {
  return scene(
    '#e9ead9',
    '#dadcc0',
    `<path d="M226 300 H486 V672 H258 Q226 672 226 640z" fill="${WOOD}"/><path d="M486 300 L560 268 V630 L486 672z" fill="${WOOD_DARK}"/><path d="M226 300 L300 268 H560 L486 300z" fill="#dcae80"/>` +
      `<rect x="256" y="340" width="200" height="270" rx="10" fill="${CREAM}"/>${frond(356, 452, 0.95, FERN)}` +
      caption('FILTERS', { x: 356, y: 524, size: 30, fill: INK, width: 170, spacing: 4 }) +
      caption('100', { x: 356, y: 572, size: 34, fill: FERN, width: 170 }) +
      `<path d="M478 424 Q592 372 704 428 L614 652 Q594 676 570 652z" fill="${CREAM}"/><path d="M592 398 Q650 400 704 428 L614 652 Q604 664 592 666z" fill="#e6d9c4"/><path d="M478 424 Q592 476 704 428 Q592 372 478 424z" fill="#efe5d3"/>`,
  );
}
