import type { Minor } from '../store/scalars.ts';

/** A product of the roastery, before it has ids. Prices in cents, tax included. */
export interface ProductDraft {
  readonly handle: string;
  readonly title: { readonly en: string; readonly de: string };
  readonly description: { readonly en: string; readonly de: string };
  readonly productType: 'Coffee' | 'Equipment' | 'Tableware' | 'Gift' | 'Gift card';
  readonly tags: readonly string[];
  readonly variants: readonly { title: string; price: Minor; grams: number }[];
}

/** Roasted coffee is food in German tax law, equipment is not. */
export const REDUCED_TAX_PERCENT = 7;

function bags(price250: Minor): ProductDraft['variants'] {
  // Larger bags are a little cheaper by weight, rounded to ten cents.
  const scaled = (times: number, discount: number): Minor =>
    Math.round((price250 * times * (1 - discount)) / 10) * 10;
  return [
    { title: '250 g', price: price250, grams: 270 },
    { title: '500 g', price: scaled(2, 0.06), grams: 530 },
    { title: '1 kg', price: scaled(4, 0.12), grams: 1040 },
  ];
}

function single(price: Minor, grams: number): ProductDraft['variants'] {
  return [{ title: 'Default Title', price, grams }];
}

const COFFEES: readonly ProductDraft[] = [
  {
    handle: 'house-blend',
    title: { en: 'House Blend', de: 'Hausmischung' },
    description: {
      en: 'The bag we open every morning at the roastery: milk chocolate, hazelnut and a soft orange finish. Forgiving in every brewer.',
      de: 'Die Tüte, die bei uns in der Rösterei jeden Morgen aufgeht: Milchschokolade, Haselnuss und ein weicher Hauch Orange. Gelingt in jeder Kanne.',
    },
    productType: 'Coffee',
    tags: ['blend', 'filter', 'espresso'],
    variants: bags(990),
  },
  {
    handle: 'morning-fog-espresso',
    title: { en: 'Morning Fog Espresso', de: 'Morgennebel Espresso' },
    description: {
      en: 'A syrupy espresso for grey mornings. Dark cherry and cocoa, made to hold its own in milk.',
      de: 'Ein sirupdichter Espresso für graue Morgen. Dunkle Kirsche und Kakao, kräftig genug für Milch.',
    },
    productType: 'Coffee',
    tags: ['blend', 'espresso'],
    variants: bags(1090),
  },
  {
    handle: 'sunday-crema',
    title: { en: 'Sunday Crema', de: 'Sonntags-Crema' },
    description: {
      en: 'Roasted for the fully automatic machine: round, low in acidity, with a crema that stays until the last page of the paper.',
      de: 'Für den Vollautomaten geröstet: rund, mit wenig Säure und einer Crema, die bis zur letzten Zeitungsseite hält.',
    },
    productType: 'Coffee',
    tags: ['blend', 'crema'],
    variants: bags(950),
  },
  {
    handle: 'ethiopia-guji',
    title: { en: 'Ethiopia Guji', de: 'Äthiopien Guji' },
    description: {
      en: 'Washed heirloom varieties grown at 2,100 metres. Jasmine, bergamot and ripe apricot; best as a pour-over.',
      de: 'Gewaschene Urvarietäten aus 2.100 Metern Höhe. Jasmin, Bergamotte und reife Aprikose; am schönsten als Handfilter.',
    },
    productType: 'Coffee',
    tags: ['single-origin', 'filter'],
    variants: bags(1390),
  },
  {
    handle: 'colombia-huila',
    title: { en: 'Colombia Huila', de: 'Kolumbien Huila' },
    description: {
      en: 'From twelve neighbouring farms in the south of Huila. Caramel, red apple and a long, clean finish.',
      de: 'Von zwölf Nachbarhöfen im Süden von Huila. Karamell, roter Apfel und ein langer, klarer Nachklang.',
    },
    productType: 'Coffee',
    tags: ['single-origin', 'filter'],
    variants: bags(1250),
  },
  {
    handle: 'kenya-nyeri',
    title: { en: 'Kenya Nyeri', de: 'Kenia Nyeri' },
    description: {
      en: 'Bright and juicy: blackcurrant, rhubarb and brown sugar. A cup that wakes up the whole table.',
      de: 'Hell und saftig: schwarze Johannisbeere, Rhabarber und brauner Zucker. Eine Tasse, die den ganzen Tisch weckt.',
    },
    productType: 'Coffee',
    tags: ['single-origin', 'filter'],
    variants: bags(1490),
  },
  {
    handle: 'guatemala-huehuetenango',
    title: { en: 'Guatemala Huehuetenango', de: 'Guatemala Huehuetenango' },
    description: {
      en: 'High-grown under volcanoes and dried slowly in cool wind. Almond, plum and dark honey.',
      de: 'Hoch unter Vulkanen gewachsen und im kühlen Wind langsam getrocknet. Mandel, Pflaume und dunkler Honig.',
    },
    productType: 'Coffee',
    tags: ['single-origin', 'filter', 'espresso'],
    variants: bags(1290),
  },
  {
    handle: 'sumatra-gayo',
    title: { en: 'Sumatra Gayo', de: 'Sumatra Gayo' },
    description: {
      en: 'Our darkest roast. Cedar, molasses and a full, almost creamy body with hardly any acidity.',
      de: 'Unsere dunkelste Röstung. Zeder, Melasse und ein voller, fast cremiger Körper mit kaum Säure.',
    },
    productType: 'Coffee',
    tags: ['single-origin', 'dark'],
    variants: bags(1190),
  },
  {
    handle: 'night-owl-decaf',
    title: { en: 'Night Owl Decaf', de: 'Nachteule entkoffeiniert' },
    description: {
      en: 'All of the evening, none of the caffeine: decaffeinated with sparkling water, tasting of nougat and vanilla.',
      de: 'Der ganze Abend, kein Koffein: mit Quellkohlensäure entkoffeiniert, im Geschmack Nougat und Vanille.',
    },
    productType: 'Coffee',
    tags: ['blend', 'decaf'],
    variants: bags(1150),
  },
  {
    handle: 'hearthside-winter-roast',
    title: { en: 'Hearthside Winter Roast', de: 'Kaminfeuer Winterröstung' },
    description: {
      en: 'Only while the nights are long: baked apple, cinnamon and dark chocolate in a small winter batch.',
      de: 'Nur solange die Nächte lang sind: Bratapfel, Zimt und Zartbitter, als kleine Wintercharge geröstet.',
    },
    productType: 'Coffee',
    tags: ['blend', 'seasonal'],
    variants: bags(1190),
  },
];

const OTHERS: readonly ProductDraft[] = [
  {
    handle: 'hand-grinder',
    title: { en: 'Hand Grinder', de: 'Handmühle' },
    description: {
      en: 'Steel burrs, walnut knob, forty clicks from espresso to French press. Takes 30 grams and fits into a rucksack.',
      de: 'Stahlmahlwerk, Knauf aus Nussholz, vierzig Stufen von Espresso bis French Press. Fasst 30 Gramm und passt in den Rucksack.',
    },
    productType: 'Equipment',
    tags: ['grinder'],
    variants: single(8900, 820),
  },
  {
    handle: 'ceramic-dripper',
    title: { en: 'Ceramic Dripper', de: 'Handfilter aus Keramik' },
    description: {
      en: 'A hand-glazed cone for one to four cups, with a glass carafe and a wooden collar.',
      de: 'Ein von Hand glasierter Filter für ein bis vier Tassen, mit Glaskanne und Holzmanschette.',
    },
    productType: 'Equipment',
    tags: ['pour-over'],
    variants: single(3900, 900),
  },
  {
    handle: 'gooseneck-kettle',
    title: { en: 'Gooseneck Kettle', de: 'Schwanenhalskessel' },
    description: {
      en: 'A thin, calm stream exactly where you want it. 0.9 litres, for gas and induction.',
      de: 'Ein dünner, ruhiger Strahl genau dorthin, wo du ihn haben willst. 0,9 Liter, für Gas und Induktion.',
    },
    productType: 'Equipment',
    tags: ['pour-over'],
    variants: single(6400, 1100),
  },
  {
    handle: 'french-press',
    title: { en: 'French Press', de: 'French Press' },
    description: {
      en: 'Borosilicate glass in a steel frame, one litre. Four minutes, then slowly down.',
      de: 'Borosilikatglas im Stahlrahmen, ein Liter. Vier Minuten warten, dann langsam drücken.',
    },
    productType: 'Equipment',
    tags: ['immersion'],
    variants: single(3400, 950),
  },
  {
    handle: 'brewing-scale',
    title: { en: 'Brewing Scale', de: 'Kaffeewaage' },
    description: {
      en: 'Weighs to a tenth of a gram and counts the seconds. Charges by USB-C, shrugs off spills.',
      de: 'Wiegt auf ein Zehntelgramm genau und zählt die Sekunden. Lädt über USB-C und verzeiht Verschüttetes.',
    },
    productType: 'Equipment',
    tags: ['pour-over'],
    variants: single(4900, 480),
  },
  {
    handle: 'paper-filters',
    title: { en: 'Paper Filters', de: 'Papierfilter' },
    description: {
      en: 'One hundred unbleached filters for the ceramic dripper.',
      de: 'Hundert ungebleichte Filter für den Handfilter aus Keramik.',
    },
    productType: 'Equipment',
    tags: ['pour-over'],
    variants: single(690, 160),
  },
  {
    handle: 'stoneware-mug',
    title: { en: 'Stoneware Mug', de: 'Steingutbecher' },
    description: {
      en: 'Thrown and glazed in the pottery next door. 320 ml, no two alike.',
      de: 'In der Töpferei nebenan gedreht und glasiert. 320 ml, keiner wie der andere.',
    },
    productType: 'Tableware',
    tags: ['mug'],
    variants: single(2200, 420),
  },
  {
    handle: 'travel-tumbler',
    title: { en: 'Travel Tumbler', de: 'Reisebecher' },
    description: {
      en: 'Keeps four hours of train journey hot. Steel with a sleeve of beech wood, 350 ml.',
      de: 'Hält vier Stunden Bahnfahrt lang heiß. Edelstahl mit einer Manschette aus Buchenholz, 350 ml.',
    },
    productType: 'Tableware',
    tags: ['mug'],
    variants: single(2900, 360),
  },
  {
    handle: 'gift-subscription',
    title: { en: 'Coffee Gift Subscription', de: 'Kaffee-Abo zum Verschenken' },
    description: {
      en: 'A different bag of 250 g every month, roasted two days before it arrives. We enclose a handwritten card.',
      de: 'Jeden Monat eine andere Tüte mit 250 g, zwei Tage vor der Ankunft geröstet. Eine handgeschriebene Karte legen wir bei.',
    },
    productType: 'Gift',
    tags: ['gift'],
    variants: [
      { title: '3 × 250 g', price: 3600, grams: 810 },
      { title: '6 × 250 g', price: 6900, grams: 1620 },
      { title: '12 × 250 g', price: 12900, grams: 3240 },
    ],
  },
  {
    handle: 'gift-card',
    title: { en: 'Gift Card', de: 'Geschenkgutschein' },
    description: {
      en: 'When you cannot decide for somebody else. Arrives by e-mail and never expires.',
      de: 'Wenn du für jemand anderen nicht entscheiden magst. Kommt per E-Mail und läuft nie ab.',
    },
    productType: 'Gift card',
    tags: ['gift'],
    variants: [
      { title: '25 €', price: 2500, grams: 0 },
      { title: '50 €', price: 5000, grams: 0 },
      { title: '100 €', price: 10000, grams: 0 },
    ],
  },
];

/** Everything the roastery sells. */
export const PRODUCTS: readonly ProductDraft[] = [...COFFEES, ...OTHERS];

/** The shop's collections, and which products are in them. */
export const COLLECTIONS: readonly {
  readonly handle: string;
  readonly title: { readonly en: string; readonly de: string };
  readonly holds: (product: ProductDraft) => boolean;
}[] = [
  {
    handle: 'blends',
    title: { en: 'Blends & Espresso', de: 'Mischungen & Espresso' },
    holds: ({ tags }) => tags.includes('blend'),
  },
  {
    handle: 'single-origin',
    title: { en: 'Single Origin', de: 'Sortenreine Kaffees' },
    holds: ({ tags }) => tags.includes('single-origin'),
  },
  {
    handle: 'brewing',
    title: { en: 'Brewing & Cups', de: 'Zubehör & Becher' },
    holds: ({ productType }) => productType === 'Equipment' || productType === 'Tableware',
  },
  {
    handle: 'gifts',
    title: { en: 'Gifts', de: 'Geschenke' },
    holds: ({ tags, handle }) => tags.includes('gift') || handle === 'stoneware-mug',
  },
];
