/**
 * What a form for issues has to be for GitHub to show it.
 *
 * Source: https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 * and, beside it, common-validation-errors-when-creating-issue-forms.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as v from 'valibot';

import { root } from './workflows.ts';

const folder = new URL('.github/ISSUE_TEMPLATE/', root);

/** The names of all forms; the file that configures the choice between them is none. */
export function issueForms(): string[] {
  return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name) && !name.startsWith('config.'));
}

export function issueFormText(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

const text = v.pipe(v.string(), v.regex(/\S/, 'is an empty text'));
const id = v.pipe(v.string(), v.regex(/^[\w-]+$/, 'has other characters than letters, digits, - and _'));
const validations = v.optional(v.strictObject({ required: v.boolean() }));
const asked = { label: text, description: v.optional(text) };
const unique = v.check((all: string[]) => isUnique(all), 'is there twice');
const options = v.pipe(
  v.array(text),
  unique,
  v.minLength(1),
  v.check((all) => !all.some((one) => one.toLowerCase() === 'none'), 'holds a reserved word'),
);

const element = v.variant('type', [
  v.strictObject({ type: v.literal('markdown'), attributes: v.strictObject({ value: text }) }),
  v.strictObject({
    type: v.literal('input'),
    id: v.optional(id),
    attributes: v.strictObject({ ...asked, placeholder: v.optional(text), value: v.optional(text) }),
    validations,
  }),
  v.strictObject({
    type: v.literal('textarea'),
    id: v.optional(id),
    attributes: v.strictObject({
      ...asked,
      placeholder: v.optional(text),
      value: v.optional(text),
      render: v.optional(text),
    }),
    validations,
  }),
  v.strictObject({
    type: v.literal('dropdown'),
    id: v.optional(id),
    attributes: v.strictObject({
      ...asked,
      multiple: v.optional(v.boolean()),
      options,
      default: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
    validations,
  }),
  v.strictObject({
    type: v.literal('checkboxes'),
    id: v.optional(id),
    attributes: v.strictObject({
      ...asked,
      options: v.pipe(
        v.array(v.strictObject({ label: text, required: v.optional(v.boolean()) })),
        v.minLength(1),
        v.check((all) => isUnique(all.map(({ label }) => label)), 'is there twice'),
      ),
    }),
  }),
]);

const form = v.strictObject({
  name: text,
  description: text,
  title: v.optional(text),
  labels: v.optional(v.pipe(v.array(text), unique)),
  assignees: v.optional(v.array(text)),
  projects: v.optional(v.array(text)),
  type: v.optional(text),
  body: v.pipe(
    v.array(element),
    v.check((body) => body.some(({ type }) => type !== 'markdown'), 'asks for nothing'),
    v.check(
      (body) => isUnique(body.flatMap((one) => ('id' in one && one.id !== undefined ? [one.id] : []))),
      'has an id twice',
    ),
    v.check(
      (body) => isUnique(body.flatMap((one) => ('label' in one.attributes ? [one.attributes.label] : []))),
      'has a label twice',
    ),
    v.check(
      (body) => !body.some((one) => 'label' in one.attributes && /password/i.test(one.attributes.label)),
      'asks for a password',
    ),
  ),
});

export type IssueForm = v.InferOutput<typeof form>;

function isUnique(all: readonly string[]): boolean {
  return new Set(all).size === all.length;
}

/** @returns the form, or a sentence for each thing that GitHub would refuse, and where */
export function readIssueForm(yaml: string): { readonly form?: IssueForm; readonly faults: readonly string[] } {
  const read = v.safeParse(form, load(yaml));
  if (read.success) return { form: read.output, faults: [] };
  return { faults: read.issues.map((issue) => `${v.getDotPath(issue) ?? 'the form'}: ${issue.message}`) };
}
