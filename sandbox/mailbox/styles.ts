/** The mailbox's own look: plain, so that nobody takes it for the shop. */
export const STYLES = `
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: #f4f5f7; color: #1d2430; font: 16px/1.5 system-ui, 'Segoe UI', 'Liberation Sans', sans-serif; overflow-wrap: anywhere; }
a { color: #1a4f8b; text-underline-offset: 3px; }
h1, h2, p, dl, dd, ul { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.25rem; }
:focus-visible { outline: 3px solid #1a4f8b; outline-offset: 2px; border-radius: 4px; }
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 20px; padding: 14px clamp(16px, 4vw, 40px); background: #1d2430; color: #dfe4ec; font-size: 0.9375rem; }
.bar a { color: #fff; }
.bar p { flex: 1; min-width: 220px; }
.name { font-weight: 700; font-size: 1.125rem; text-decoration: none; }
main { max-width: 980px; margin: 0 auto; padding: 28px clamp(16px, 4vw, 40px) 60px; }
main > * + * { margin-top: 18px; }
.head { display: flex; flex-wrap: wrap; align-items: center; gap: 12px 20px; }
.head h1 { flex: 1; }
.count { color: #5a6475; font-weight: 400; }
.search { display: flex; align-items: center; gap: 8px; }
.search label { font-size: 0.9375rem; }
input { min-height: 42px; min-width: 0; padding: 8px 12px; border: 1px solid #7b8698; border-radius: 8px; background: #fff; font: inherit; color: inherit; }
button { min-height: 42px; padding: 8px 16px; border: 1px solid #1a4f8b; border-radius: 8px; background: #1a4f8b; color: #fff; font: inherit; cursor: pointer; }
button.quiet { background: transparent; color: #9b1c1c; border-color: #c98a8a; }
.list { padding: 0; list-style: none; border: 1px solid #d7dce4; border-radius: 12px; overflow: hidden; background: #fff; }
.list li + li { border-top: 1px solid #e6e9ee; }
.row { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 5fr) auto; gap: 4px 18px; padding: 14px 18px; color: inherit; text-decoration: none; }
.row:hover { background: #f0f5fb; }
.row-subject { font-weight: 600; }
.row time { color: #5a6475; font-size: 0.9375rem; white-space: nowrap; }
.pages { display: flex; justify-content: space-between; gap: 16px; }
.empty { display: grid; gap: 10px; padding: 56px 24px; border: 1px dashed #aab3c1; border-radius: 12px; text-align: center; }
.facts { display: grid; gap: 4px; }
.facts div { display: flex; gap: 12px; }
.facts dt { flex: none; width: 84px; color: #5a6475; }
.tabs { display: flex; gap: 6px; }
.tabs a { padding: 8px 16px; border-radius: 8px; text-decoration: none; }
.tabs a[aria-current] { background: #1d2430; color: #fff; }
iframe { display: block; width: 100%; height: 70vh; min-height: 420px; border: 1px solid #d7dce4; border-radius: 12px; background: #fff; }
pre { padding: 20px; border: 1px solid #d7dce4; border-radius: 12px; background: #fff; font: 0.9375rem/1.5 ui-monospace, 'Liberation Mono', monospace; white-space: pre-wrap; overflow-x: auto; }
@media (max-width: 619px) {
  .row { grid-template-columns: minmax(0, 1fr); }
  .search { flex-wrap: wrap; width: 100%; }
  .search input { flex: 1; }
}
`;
