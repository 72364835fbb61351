/** The script of the report: it narrows the claims down, and opens what is folded before the page is printed. */

/** Without it the form is hidden, and everything is there. */
export const script = `'use strict';
const form = document.querySelector('form.narrow');
if (form) {
  const groups = [...document.querySelectorAll('.verdicts tbody')].map((body) => ({
    body,
    topic: body.dataset.topic,
    rows: [...body.querySelectorAll('tr[data-claim]')].map((row) => ({
      row,
      section: document.getElementById(row.dataset.claim),
      verdicts: row.dataset.verdicts.split(' '),
      text: (body.dataset.topic + ' ' + row.textContent).toLowerCase(),
    })),
  }));
  const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const status = form.querySelector('[role=status]');
  const narrow = () => {
    const asked = new FormData(form);
    const topic = asked.get('topic');
    const words = asked.get('words').toLowerCase().split(/\\s+/).filter(Boolean);
    const verdicts = asked.getAll('verdict');
    let shown = 0;
    for (const group of groups) {
      let any = false;
      for (const { row, section, verdicts: had, text } of group.rows) {
        const fits =
          (topic === '' || topic === group.topic) &&
          (verdicts.length === 0 || had.some((verdict) => verdicts.includes(verdict))) &&
          words.every((word) => text.includes(word));
        row.hidden = !fits;
        if (section) section.hidden = !fits;
        any ||= fits;
        shown += fits ? 1 : 0;
      }
      group.body.hidden = !any;
    }
    status.textContent = shown === all ? 'All ' + all + ' claims are shown.' : shown + ' of ' + all + ' claims are shown.';
  };
  form.hidden = false;
  form.addEventListener('input', narrow);
  form.addEventListener('reset', () => setTimeout(narrow));
  form.addEventListener('submit', (event) => event.preventDefault());
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, select, textarea, [contenteditable]');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.words.focus();
    }
    if (event.key === 'Escape' && event.target === form.elements.words) {
      form.elements.words.value = '';
      narrow();
    }
  });
  narrow();
}
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')];
  for (const one of opened) one.open = true;
});
addEventListener('afterprint', () => {
  for (const one of opened) one.open = false;
});
`;
