// Builds the bubbles: cards of the bot and messages of one's own. Data becomes text nodes only, never markup.

const WEEK = 7;
const PICTURES = /^image\/(jpeg|png|webp|gif|avif)$/;
const SAFE_LINK = /^(https?:\/\/|\/(?!\/))/;
const WEB_LINK = /^https?:\/\//;
const ARABIC = /[\u0600-\u06ff]/;
const LABELLED = /^([^:•«]{2,30}:)( .*)$/s; // «الموعد: …»; a time of day has no space after its colon
const ITEM = /^• /;
const EVEN = new Set(["t", "edit"]); // kinds of values whose rows share a grid: times of a day, what can be edited
const FEWEST_COLUMNS = 3;
const SHEETS = "M9 9h11v12H9zM5 15H4V3h11v2";
const SPOKEN = { "‹": "earlier", "›": "later" }; // labels that say nothing when read aloud
const QUIET = new Set(["do:back", "do:menu", "do:cancel"]);

export function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

// A card of the bot. `tap(value, button)` and `copy(text, source)` are called by its buttons.
export function card(shown, words, { tap, copy }) {
  const bubble = element("article", { class: "bubble bot", lang: shown.lang, dir: shown.dir, tabindex: "-1" });
  bubble.append(author(words.bot), ...paragraphs(shown.text));
  for (const item of shown.copy ?? []) bubble.append(copyable(item, words, copy));
  if (shown.file) bubble.append(file(shown.file, words));
  if (shown.rows?.length) {
    bubble.classList.add("wide");
    bubble.append(choices(shown.rows, words, tap));
  }
  return bubble;
}

// Something the person said. `said` has text, a file, or both.
export function own(said, words) {
  const bubble = element("article", { class: "bubble own" });
  bubble.append(author(words.me));
  if (said.file) bubble.append(file(said.file, words));
  if (said.text) bubble.append(element("p", { dir: "auto", text: said.text }));
  return bubble;
}

function icon(path) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const line = document.createElementNS(namespace, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function author(name) {
  return element("span", { class: "unseen", text: `${name}: ` });
}

function paragraphs(parts) {
  return parts.map((lines) => element("p", {}, ...lines.flatMap((said) => said.split("\n")).map(line)));
}

// What stands before the colon is set back, so that the eye finds what is said; items hang on their dots.
function line(said) {
  if (ITEM.test(said)) return element("span", { class: "line item", text: said });
  const [, label, value] = LABELLED.exec(said) ?? [];
  if (!label) return element("span", { class: "line", text: said });
  return element("span", { class: "line" }, element("span", { class: "what", text: label }), value);
}

function copyable(item, words, copy) {
  const code = element("code", ARABIC.test(item.text) ? { class: "words", dir: "auto" } : { dir: "ltr" });
  code.append(WEB_LINK.test(item.text) ? outside(item.text) : item.text);
  const name = item.label.startsWith(words.copy) ? item.label : `${words.copy}: ${item.label}`;
  const button = element("button", { type: "button", "aria-label": name, title: name }, icon(SHEETS));
  button.addEventListener("click", () => copy(item.text, code));
  const label = element("span", { class: "what", text: item.label });
  return element("div", { class: "copyable" }, element("div", {}, label, code), button);
}

function outside(address) {
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer", text: address });
}

function file(kept, words) {
  const name = kept.name || words.file;
  const link = element("a", { class: "attachment", href: kept.link, target: "_blank", rel: "noopener" });
  if (PICTURES.test(kept.mime) && kept.link) {
    link.append(element("img", { src: kept.link, alt: name, loading: "lazy" }));
  } else {
    if (kept.link) link.setAttribute("download", name);
    link.append(element("span", { "aria-hidden": "true", text: "📄" }), element("bdi", { text: name }));
  }
  return link;
}

// Rows of one kind that follow each other, such as the weeks of a month, share one even grid.
function choices(rows, words, tap) {
  const all = element("div", { class: "choices" });
  let open = { kind: "" };
  for (const row of rows) {
    const kind = kindOf(row);
    const joins = kind && kind === open.kind && row.length <= open.columns;
    if (!joins) {
      const grids = kind && row.length >= FEWEST_COLUMNS;
      const box = element("div", { class: grids ? `grid ${kind} of${row.length}` : "row" });
      open = { kind: grids ? kind : "", columns: row.length, box };
      all.append(box);
    }
    open.box.append(...row.map((choice) => button(choice, words, tap)));
  }
  return all;
}

function kindOf(row) {
  if (row.length === WEEK) return "month";
  const kinds = new Set(row.map(({ value }) => value?.split(":")[0]));
  const [kind] = kinds;
  return kinds.size === 1 && EVEN.has(kind) ? kind : "";
}

function button(choice, words, tap) {
  const content = [element("span", { class: "label", text: choice.label })];
  if (choice.note) content.push(element("span", { class: "note", text: choice.note }));
  if (choice.link && SAFE_LINK.test(choice.link)) {
    content.push(element("span", { class: "unseen", text: ` (${words.newTab})` }));
    return element("a", { class: "choice", href: choice.link, target: "_blank", rel: "noopener" }, ...content);
  }
  if (!choice.value) {
    const blank = !/[\p{L}\p{N}]/u.test(choice.label); // a gap, or the dot of a day that is taken
    return element("span", { class: blank ? "cell gap" : "cell", "aria-hidden": blank && "true" }, ...content);
  }
  const quiet = QUIET.has(choice.value) ? " quiet" : "";
  const made = element("button", { type: "button", class: `choice${quiet}`, "data-value": choice.value }, ...content);
  if (SPOKEN[choice.label]) made.setAttribute("aria-label", words[SPOKEN[choice.label]]);
  made.addEventListener("click", () => tap(choice.value, made));
  return made;
}
