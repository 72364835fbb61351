/** Reads HTML as strictly as XML: says where tags do not balance, attributes lack quotes, or ids occur twice. */

const empty = new Set(['meta', 'link', 'br', 'input']);
/** Attributes that are there or not. */
const bareOnes = new Set(['open', 'hidden', 'checked']);

/** What is wrong with the document, a sentence each; an empty list for a good one. */
export function faults(html: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const text = html.replace(/^<!doctype html>/, '').replace(/<(style|script)>.*?<\/\1>/gs, '');
  const rest = text.replaceAll(
    /<(\/?)([a-zA-Z]\w*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/g,
    (_, end, name, attributes, self) => {
      if (end !== '') {
        const last = open.pop();
        if (last !== name) found.push(`</${name}> closes <${last}>`);
      } else if (self === '' && !empty.has(name)) open.push(name);
      for (const [bare] of String(attributes)
        .replaceAll(/="[^"]*"/g, '=')
        .matchAll(/\s[\w:-]+(?![\w:=-])/g)) {
        if (!bareOnes.has(bare.trim())) found.push(`${bare.trim()} of <${name}> has no value`);
      }
      return '';
    },
  );
  for (const [stray] of rest.matchAll(/[<>].{0,20}/g)) found.push(`a stray ${stray}`);
  for (const [entity] of rest.matchAll(/&(?!(?:amp|lt|gt|quot|#39);).{0,10}/g)) found.push(`a bare ${entity}`);
  for (const name of open) found.push(`<${name}> is not closed`);
  return [...found, ...doubleIds(html)];
}

function doubleIds(html: string): string[] {
  const ids = Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id = '']) => id);
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `the id ${id} occurs twice`);
}
