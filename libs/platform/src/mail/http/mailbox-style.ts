/** Style of the mailbox pages; the content policy allows exactly this text. */
export const MAILBOX_STYLE = `
:root { color-scheme: light; --ink: #1c2430; --soft: #5d6878; --line: #e3e7ed; --paper: #fff; --back: #f5f7fa; --accent: #2457c5; --wash: #e9effb; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; max-width: 60rem; margin: 0 auto; padding: 1.25rem 1rem; }
h1 { margin: 0; font-size: 1.35rem; letter-spacing: -.01em; }
h1 a { color: inherit; }
.count { color: var(--soft); font-size: .9rem; }
form { margin-left: auto; flex: 0 1 20rem; }
input { width: 100%; padding: .5rem .75rem; border: 1px solid #c9d1dc; border-radius: .5rem; background: var(--paper); color: inherit; font: inherit; }
main { max-width: 60rem; margin: 0 auto; padding: 0 1rem 3rem; }
.mails, article, .empty { margin: 0; border: 1px solid var(--line); border-radius: .75rem; background: var(--paper); box-shadow: 0 1px 2px rgb(28 36 48 / .04); overflow: hidden; }
.mails { padding: 0; list-style: none; }
.mails li + li { border-top: 1px solid var(--line); }
.mail { display: grid; grid-template-columns: 2.25rem minmax(0, 15rem) minmax(0, 1fr) auto; gap: .9rem; align-items: center; padding: .75rem 1rem; color: inherit; }
.mail:hover { background: var(--back); text-decoration: none; }
.avatar { display: grid; place-items: center; width: 2.25rem; height: 2.25rem; border-radius: 50%; background: var(--wash); color: var(--accent); font-weight: 600; }
.to, .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.to { color: var(--soft); }
.subject { font-weight: 600; }
time { color: var(--soft); font-size: .9rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.empty { padding: 4rem 1rem; color: var(--soft); text-align: center; }
.pager { display: flex; justify-content: space-between; align-items: center; padding: 1rem .25rem; }
.pager span { color: var(--soft); }
.pager span:not(.where) { opacity: .5; }
.head { padding: 1.25rem 1.25rem .75rem; }
h2 { margin: 0 0 .75rem; font-size: 1.35rem; line-height: 1.3; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .15rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.tabs { display: flex; flex-wrap: wrap; gap: 0 1.25rem; padding: 0 1.25rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: .6rem 0; border-bottom: 2px solid transparent; color: var(--soft); }
.tabs a[aria-current] { border-color: var(--accent); color: var(--ink); font-weight: 600; }
.tabs .source { margin-left: auto; color: var(--accent); }
iframe { display: block; width: 100%; height: 65vh; min-height: 20rem; border: 0; background: var(--paper); }
.body { margin: 0; padding: 1.25rem; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
.headers { font: .85rem/1.6 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
@media (max-width: 40rem) {
  form { flex-basis: 100%; }
  .mail { grid-template-columns: 2.25rem minmax(0, 1fr) auto; row-gap: 0; }
  .avatar { grid-row: 1 / 3; }
  .subject { grid-column: 2 / 4; grid-row: 2; }
  .to { grid-column: 2; grid-row: 1; }
  time { grid-row: 1; font-size: .8rem; }
}
`;
