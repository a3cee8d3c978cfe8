import { type BagLook, coffeeBag } from './bags.ts';
import { giftCard, giftSubscription, stonewareMug, tumbler } from './cups-and-gifts.ts';
import { dripper, frenchPress, handGrinder, kettle, paperFilters, scale } from './equipment.ts';

const BAGS: Record<string, BagLook> = {
  'house-blend': {
    name: 'House Blend',
    note: 'chocolate · hazelnut',
    paper: '#3f6b4f',
    shade: '#2f5340',
    accent: '#7fa585',
    backdrop: '#e6ecdf',
    disc: '#d3dfca',
    motif: 'hills',
  },
  'morning-fog-espresso': {
    name: 'Morning Fog',
    note: 'cherry · cocoa',
    paper: '#5d6b78',
    shade: '#475460',
    accent: '#93a5b3',
    backdrop: '#e4e9ec',
    disc: '#cfd8de',
    motif: 'fog',
  },
  'sunday-crema': {
    name: 'Sunday Crema',
    note: 'nougat · cream',
    paper: '#d9a441',
    shade: '#b98630',
    accent: '#e0b661',
    backdrop: '#f6ecd6',
    disc: '#efdcb4',
    motif: 'sun',
  },
  'ethiopia-guji': {
    name: 'Ethiopia Guji',
    note: 'jasmine · apricot',
    paper: '#d98266',
    shade: '#b9654b',
    accent: '#e39f87',
    backdrop: '#f7e6de',
    disc: '#f0cfc1',
    motif: 'sun',
  },
  'colombia-huila': {
    name: 'Colombia Huila',
    note: 'caramel · apple',
    paper: '#b4593f',
    shade: '#8f422d',
    accent: '#cf8468',
    backdrop: '#f2e0d6',
    disc: '#e6c6b6',
    motif: 'peaks',
  },
  'kenya-nyeri': {
    name: 'Kenya Nyeri',
    note: 'blackcurrant · rhubarb',
    paper: '#7c3f58',
    shade: '#5f2d42',
    accent: '#b0667f',
    backdrop: '#f0e0e5',
    disc: '#e2c6cf',
    motif: 'berries',
  },
  'guatemala-huehuetenango': {
    name: 'Huehuetenango',
    note: 'almond · plum',
    paper: '#4f6f86',
    shade: '#3b566a',
    accent: '#7f9db2',
    backdrop: '#e2eaef',
    disc: '#c9d8e1',
    motif: 'volcano',
  },
  'sumatra-gayo': {
    name: 'Sumatra Gayo',
    note: 'cedar · molasses',
    paper: '#4a3b32',
    shade: '#352a23',
    accent: '#6f8f5f',
    backdrop: '#e9e2d8',
    disc: '#d8ccbc',
    motif: 'palm',
  },
  'night-owl-decaf': {
    name: 'Night Owl Decaf',
    note: 'nougat · vanilla',
    paper: '#3c4468',
    shade: '#2b3250',
    accent: '#c9b458',
    backdrop: '#e3e5ef',
    disc: '#cbcfe2',
    motif: 'moon',
  },
  'hearthside-winter-roast': {
    name: 'Hearthside',
    note: 'baked apple · cinnamon',
    paper: '#8c2f2b',
    shade: '#6c211e',
    accent: '#d9863f',
    backdrop: '#f3e1da',
    disc: '#e6c7bb',
    motif: 'fire',
  },
};

const OTHERS: Record<string, () => string> = {
  'hand-grinder': handGrinder,
  'ceramic-dripper': dripper,
  'gooseneck-kettle': kettle,
  'french-press': frenchPress,
  'brewing-scale': scale,
  'paper-filters': paperFilters,
  'stoneware-mug': stonewareMug,
  'travel-tumbler': tumbler,
  'gift-subscription': giftSubscription,
  'gift-card': giftCard,
};

/**
 * The picture of a product, served at `/cdn/products/<handle>.svg`.
 * @param handle the product's handle
 * @returns an SVG document of 800 by 800, or undefined for an unknown product
 */
export function productPicture(handle: string): string | undefined {
  const look = BAGS[handle];
  return look ? coffeeBag(look) : OTHERS[handle]?.();
}
