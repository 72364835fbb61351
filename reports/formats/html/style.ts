/** The style of every page: light and dark, on a phone and on paper, without anything from the network. */

import type { Markup } from '../../markup.ts';
import { charts } from './style/charts.ts';
import { colours } from './style/colours.ts';
import { paper } from './style/paper.ts';
import { text } from './style/text.ts';

/** @param own what a page has besides */
export function style(own = ''): Markup {
  return { markup: [colours, text, charts, own, paper].join('') };
}
