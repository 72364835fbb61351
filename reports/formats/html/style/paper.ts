/** What a phone and paper have otherwise. Comes last. */

export const paper = `
@media (max-width: 40rem) {
  header { padding-top: 1.75rem; }
  .tally { grid-template-columns: repeat(2, 1fr); }
  .beside { grid-template-columns: 1fr; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; }
  body { font-size: 10pt; }
  main, header, footer { max-width: none; padding: 0; }
  figure, tr, .tally, .beside { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .scroll, pre { overflow: visible; } pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; height: auto; }
}
`;
