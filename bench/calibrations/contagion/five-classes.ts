/** Five equal classes behind one helper, and two that differ: as fast together as alone, or they teach each other. */
import { defineClaim } from '../../claim.ts';
import { total, type Shape } from './shapes.ts';

const MANY = 100;

/** Classes of one text are classes of their own for V8, each with a map of its own. */
const classes = {
  one: () =>
    class {
      readonly side = 2;
      area(): number {
        return this.side * this.side;
      }
    },
  two: () =>
    class {
      readonly side = 2;
      area(): number {
        return this.side * this.side;
      }
    },
  three: () =>
    class {
      readonly side = 2;
      area(): number {
        return this.side * this.side;
      }
    },
  four: () =>
    class {
      readonly side = 2;
      area(): number {
        return this.side * this.side;
      }
    },
  five: () =>
    class {
      readonly side = 2;
      area(): number {
        return this.side * this.side;
      }
    },
  named: () =>
    class {
      readonly name = 'a';
      readonly side = 2;
      area(): number {
        return this.side * this.side + this.name.length - 1;
      }
    },
  halved: () =>
    class {
      readonly half = 1;
      area(): number {
        return 4 * this.half * this.half;
      }
    },
} satisfies Record<string, () => new () => Shape>;

export const CONTENDERS = Object.keys(classes) as (keyof typeof classes)[];

function adding(name: keyof typeof classes): () => () => number {
  return () => {
    const Square = classes[name]();
    const shapes = Array.from({ length: MANY }, () => new Square());
    return () => total(shapes);
  };
}

export default defineClaim({
  says: 'Five equal classes behind one helper are as fast together as alone',
  because: 'each contender has a module instance of its own, the helper included',
  source: 'trust',
  favours: 'one',
  over: 'two',
  contenders: {
    one: adding('one'),
    two: adding('two'),
    three: adding('three'),
    four: adding('four'),
    five: adding('five'),
    named: adding('named'),
    halved: adding('halved'),
  },
});
