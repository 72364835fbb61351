/**
 * Template strings were slower than `+` when they were new, and both advices can be read: that they are slow still, and that
 * they are the fast way. V8 makes the same of both: the parts are turned to text and added, one after the other. They differ
 * where a part is no text: a template says ToString of it, and `+` finds out what to do with the two that it has. A list that is
 * joined is another way: it has to be made, and then each of its elements is measured and copied.
 *
 * The wrong way is to add and look away. `+` copies nothing: from 13 characters on it makes a rope of two, which the first
 * reader has to flatten. Who never reads measures the making of ropes, and an optimiser that sees that nobody reads makes none
 * at all. So a character in the middle of every line is read, and adds to the answer.
 */
import { format } from 'node:util';
import { defineClaim } from '../../claim.ts';
import { random } from '../../../fixtures/data/random.ts';

const LINES = 64;

type Part = string | number;
type Parts = readonly [id: Part, name: Part, place: Part, year: Part, count: Part];

function partsOf(kind: 'texts' | 'numbers'): Parts[] {
  const dice = random(1);
  const number = () => dice.below(1_000_000);
  const text = () => `part-${number()}`;
  const draw = kind === 'texts' ? text : number;
  return Array.from({ length: LINES }, () => [draw(), draw(), draw(), draw(), draw()]);
}

export default defineClaim({
  says: 'Template strings are slower than +',
  because: 'they are newer, and less has been done to make them fast',
  source:
    'a question of 2015 that is copied still: https://newbe.dev/are-es6-template-literals-faster-than-string-concatenation (Stack Overflow 29055518)',
  quote: 'It seems for the moment string concatenation is faster',
  given: { parts: ['texts', 'numbers'] },
  quick: { parts: ['texts'] },
  favours: '+',
  over: 'template',
  contenders: {
    '+': ({ parts }) => {
      const lines = partsOf(parts);
      return () => {
        const made: string[] = [];
        let sum = 0;
        for (const [id, name, place, year, count] of lines) {
          const line = id + ': ' + name + ', ' + place + ' (' + year + ') ' + count;
          sum += line.charCodeAt(line.length >> 1);
          made.push(line);
        }
        return { sum, made };
      };
    },
    template: ({ parts }) => {
      const lines = partsOf(parts);
      return () => {
        const made: string[] = [];
        let sum = 0;
        for (const [id, name, place, year, count] of lines) {
          const line = `${id}: ${name}, ${place} (${year}) ${count}`;
          sum += line.charCodeAt(line.length >> 1);
          made.push(line);
        }
        return { sum, made };
      };
    },
    'Array.join': ({ parts }) => {
      const lines = partsOf(parts);
      return () => {
        const made: string[] = [];
        let sum = 0;
        for (const [id, name, place, year, count] of lines) {
          const line = [id, ': ', name, ', ', place, ' (', year, ') ', count].join('');
          sum += line.charCodeAt(line.length >> 1);
          made.push(line);
        }
        return { sum, made };
      };
    },
    concat: ({ parts }) => {
      const lines = partsOf(parts);
      return () => {
        const made: string[] = [];
        let sum = 0;
        for (const [id, name, place, year, count] of lines) {
          const line = String(id).concat(
            ': ',
            String(name),
            ', ',
            String(place),
            ' (',
            String(year),
            ') ',
            String(count),
          );
          sum += line.charCodeAt(line.length >> 1);
          made.push(line);
        }
        return { sum, made };
      };
    },
  },
  answer: ({ parts }) => {
    const made = partsOf(parts).map((line) => format('%s: %s, %s (%s) %s', ...line));
    return { sum: made.reduce((sum, line) => sum + line.charCodeAt(line.length >> 1), 0), made };
  },
  elsewhere: [
    {
      source: 'https://newbe.dev/are-es6-template-literals-faster-than-string-concatenation',
      says: 'in Chrome 43, with a variable: 89,791,408 operations a second by +, 19,992,512 by a template',
      wins: '+',
    },
    {
      source: 'https://newbe.dev/are-es6-template-literals-faster-than-string-concatenation',
      says: 'in Chrome 59, with a variable: 27,046,298 operations a second by +, 48,161,401 by a template',
      wins: 'template',
    },
  ],
});
