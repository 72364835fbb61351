/**
 * A router takes a path and finds who answers it. The simplest one tries a list of regular expressions until one fits, so
 * that the last route costs as much as all of them, and a path that nobody knows costs the same: whoever sends those pays
 * nothing for it. A tree of common beginnings looks at the path once. Where there are no parameters a Map does, and it can
 * do nothing else.
 *
 * The wrong way is to choose a router by this alone: reading a request and writing its answer takes longer than finding
 * its route. All of ours undo percent-encoding first and answer with parameters; `find-my-way alone` shows what that
 * costs around the tree. `urlpattern-finds-routes-as-fast` asks for the patterns of the standard.
 */
import findMyWay from 'find-my-way';
import { defineClaim } from '../../claim.ts';
import { ListRouter } from '../../../fixtures/web/routing/list-router.ts';
import { MapRouter } from '../../../fixtures/web/routing/map-router.ts';
import type { Router } from '../../../fixtures/web/routing/router.ts';
import { TreeRouter } from '../../../fixtures/web/routing/tree-router.ts';

type Asked = 'first' | 'last' | 'miss';

const pathOf = (index: number): string => `/department-${index % 20}/section-${index}/report`;

function pathAsked(routes: number, asked: Asked): string {
  if (asked === 'miss') return `/department-7/section-${routes}/report`;
  return pathOf(asked === 'first' ? 0 : routes - 1);
}

function finding(router: Router<number>, routes: number, asked: Asked): () => number {
  for (let index = 0; index < routes; index++) router.add('GET', pathOf(index), index);
  const path = pathAsked(routes, asked);
  return () => router.find('GET', path)?.value ?? -1;
}

export default defineClaim({
  says: 'A tree finds routes faster than a list of regular expressions',
  because: 'it looks at the path once, while the list is tried from its beginning',
  source: 'notes: building web applications › routing',
  quote: '路由解析，根据URL寻找对应的控制器和行为 (routing: finding the controller and its action by the URL)',
  rows: ['WA21'],
  given: { routes: [10, 200], asked: ['first', 'last', 'miss'] },
  where: ({ routes, asked }) => routes === 200 || asked === 'last',
  quick: { routes: [200], asked: ['first', 'last'] },
  favours: 'tree',
  over: 'list',
  contenders: {
    tree: ({ routes, asked }) => finding(new TreeRouter(), routes, asked),
    list: ({ routes, asked }) => finding(new ListRouter(), routes, asked),
    Map: ({ routes, asked }) => finding(new MapRouter(), routes, asked),
    'find-my-way alone': ({ routes, asked }) => {
      const router = findMyWay();
      for (let index = 0; index < routes; index++) router.on('GET', pathOf(index), () => {}, { index });
      const path = pathAsked(routes, asked);
      return () => (router.find('GET', path)?.store as { index: number } | undefined)?.index ?? -1;
    },
  },
  answer: ({ routes, asked }) => ({ first: 0, last: routes - 1, miss: -1 })[asked],
  elsewhere: [
    {
      source:
        'https://raw.githubusercontent.com/prostojs/router-benchmark/refs/heads/main/packages/router-benchmark/results/results-scale.json',
      says: 'Over all of 200 short routes find-my-way scores 10,804, and Express, which tries one by one, 295; of 22 routes 29,182 and 2,393',
      wins: 'tree',
      at: { routes: 200, asked: 'last' },
    },
  ],
  expects: ({ asked }) => (asked === 'first' ? 'refuted' : 'confirmed'),
});
