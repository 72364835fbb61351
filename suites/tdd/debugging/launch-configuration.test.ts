/** Specifies the reading of launch.json and what is found wrong in it (row D1). */
import { expect } from 'chai';
import { suite, test } from 'mocha';

import { problemsOf, readLaunchFile } from '../../../fixtures/debugging/launch-configuration.ts';

/** As the notes have it, with the comments that VS Code writes. */
const NOTES = `{
  // Use IntelliSense to learn about possible attributes.
  "version": "0.2.0",
  "configurations": [
    {
      "type": "node",
      "request": "launch",
      "name": "Launch Program",
      "program": "\${workspaceFolder}/micro-packages/index.js" //执行文件
    }
  ]
}`;

const found = (changes: object, there = true): string[] => {
  const file = readLaunchFile(NOTES);
  const configuration = { ...file.configurations[0]!, ...changes };
  return problemsOf(
    { ...file, configurations: [configuration], inputs: [{ id: 'asked' }] },
    { workspaceFolder: '/srv', tasks: ['npm: build'], exists: () => there },
  );
};

suite('D1: launch.json', () => {
  test('is JSON with comments, which JSON.parse refuses', () => {
    expect(() => JSON.parse(NOTES)).to.throw(SyntaxError);
    expect(readLaunchFile(NOTES).configurations).to.deep.equal([
      {
        type: 'node',
        request: 'launch',
        name: 'Launch Program',
        program: '${workspaceFolder}/micro-packages/index.js',
      },
    ]);
  });

  test('may have a comma too many, as VS Code allows', () => {
    expect(readLaunchFile('{"configurations":[],}').configurations).to.deep.equal([]);
  });

  for (const { text, position } of [
    { text: '{"configurations":[}', position: 19 },
    { text: '{}', position: 0 },
    { text: '', position: 0 },
    { text: 'null', position: 0 },
    { text: '{"configurations":[null]}', position: 0 },
    { text: '{"configurations":[],"inputs":3}', position: 0 },
  ]) {
    test(`is refused with its position: ${text || 'nothing'}`, () => {
      expect(() => readLaunchFile(text))
        .to.throw(SyntaxError)
        .that.includes({ code: 'ERR_INVALID_JSONC', position });
    });
  }

  test('is without problems as the notes write it, if the program is there', () => {
    const asked: string[] = [];
    const exists = (path: string): boolean => asked.push(path) > 0;
    expect(problemsOf(readLaunchFile(NOTES), { workspaceFolder: '/srv', tasks: [], exists })).to.deep.equal([]);
    expect(asked).to.deep.equal(['/srv/micro-packages/index.js']);
  });

  test('may launch a command of its own instead of a program, and attach to what runs', () => {
    expect(found({ program: undefined, runtimeExecutable: 'npm' })).to.deep.equal([]);
    expect(found({ program: undefined, request: 'attach', port: 9229 })).to.deep.equal([]);
  });

  test('may name the open file, which is not looked for', () => {
    expect(found({ program: '${file}' }, false)).to.deep.equal([]);
  });

  for (const { changes, there, problem } of [
    { changes: {}, there: false, problem: 'there is no program /srv/micro-packages/index.js' },
    { changes: { program: './lib/../index.js' }, there: false, problem: 'there is no program /srv/index.js' },
    { changes: { program: 3 }, problem: 'program is 3, and not a path' },
    { changes: { program: undefined }, problem: 'it launches, but has no program' },
    { changes: { type: 'nodejs' }, problem: 'type is "nodejs", and not "node"' },
    { changes: { request: 'lanch' }, problem: 'request is "lanch", and not "launch" or "attach"' },
    { changes: { runtimeArg: [] }, problem: 'node has no attribute "runtimeArg"' },
    { changes: { preLaunchTask: 'build' }, problem: 'there is no task "build"' },
    { changes: { args: ['${input:asked}', '${input:other}'] }, problem: 'nobody asks for the input "other"' },
  ]) {
    test(`says: ${problem}`, () => {
      expect(found(changes, there)).to.deep.equal([`Launch Program: ${problem}`]);
    });
  }
});
