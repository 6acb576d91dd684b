// One pane: a log of bubbles, a line to the server, and the composer below.

import { card, element, own } from "./cards.js";
import { Line, newId } from "./line.js";
import { words } from "./words.js";

const NEAR_THE_END = 120; // px
const TALLEST_COMPOSER = 132; // px
const LARGEST_FILE = 10 * 1024 * 1024; // bytes
const TYPING_AFTER = 350; // ms
const TYPING_AT_MOST = 12000; // ms
const NOTICE_SHOWN = 6000; // ms
const OFFLINE_AFTER = 1200; // ms; a blink of the network is not worth a word

export class Pane {
  // `changed(pane)` follows language and unread messages; `start` is what a deep link asks to begin with, if any.
  constructor(name, { changed, start }) {
    this.name = name;
    this.changed = changed;
    this.start = start;
    this.language = "ar";
    this.unread = false;
    this.settled = false;
    this.atTheEnd = true;
    this.letters = new Map(); // id of a letter -> its bubble
    this.said = new Map(); // id of a frame of ours -> its bubble
    this.root = document.getElementById("pane").content.firstElementChild.cloneNode(true);
    this.root.dataset.pane = name;
    for (const part of ["title", "notice", "log", "latest", "composer", "file", "attach", "send"]) {
      this[part] = this.root.querySelector(`.${part}`);
    }
    this.input = this.root.querySelector("textarea");
    this.typing = element("div", { class: "typing", "aria-hidden": "true" }, ...[1, 2, 3].map(() => element("i")));
    this.line = new Line(name, { hear: (frame) => this.#hear(frame), state: (up) => this.#connected(up) });
    this.#listen();
    this.#translate();
    for (const frame of this.line.queue) this.#showUnsent(frame);
  }

  get words() {
    return words(this.language);
  }

  open() {
    this.line.open();
  }

  // The pane comes into view.
  arrive() {
    this.#toTheEnd("instant");
  }

  // ------------------------------------------------------------------------------------------------ hearing

  #hear(frame) {
    const handler = {
      card: () => this.#card(frame),
      own: () => this.#own(frame),
      ready: () => this.#ready(),
      ack: () => this.#settle(frame.of),
      refused: () => this.#refused(frame.of),
      slow: () => this.#tell(this.words.slow),
    }[frame.kind];
    handler?.();
  }

  #card({ id, card: shown }) {
    if (shown.lang !== this.language) {
      this.language = shown.lang;
      this.#translate();
    }
    const bubble = card(shown, this.words, {
      tap: (value, button) => this.#tap(id, shown.turn, value, button),
      copy: (text, source) => this.#copy(text, source),
    });
    bubble.dataset.turn = shown.turn;
    this.#quiet();
    this.#place(id, bubble);
    this.asked = false;
    this.#age(shown.turn);
    this.#news();
  }

  #own({ id, own: said }) {
    const known = this.said.get(said.of);
    if (known?.dataset.id) return; // the same words, sent twice over a bad line
    const bubble = own(said, this.words);
    if (known?.classList.contains("unsent")) bubble.classList.add("unsent");
    known?.remove();
    this.said.set(said.of, bubble);
    this.#place(id, bubble);
  }

  #ready() {
    const first = !this.settled;
    this.settled = true;
    if (first) this.#toTheEnd("instant");
    const nothingYet = !this.letters.size && !this.line.queue.length;
    if (first && (this.start || nothingYet)) this.#send({ start: this.start ?? "" });
  }

  #settle(of) {
    const bubble = this.said.get(of);
    bubble?.classList.remove("unsent");
    bubble?.querySelector(".waiting")?.remove();
    this.root.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }

  #refused(of) {
    this.said.get(of)?.remove();
    this.said.delete(of);
    this.#quiet();
    this.#settle(of);
    this.#tell(this.words.refused);
  }

  #connected(up) {
    if (up) {
      clearTimeout(this.gone);
      this.gone = undefined;
      this.#say("");
    } else {
      this.gone ??= setTimeout(() => this.#say(this.words.offline), OFFLINE_AFTER); // failed tries do not put it off
    }
    this.root.classList.toggle("offline", !up);
  }

  // ------------------------------------------------------------------------------------------------ the log

  // Puts a bubble where its id belongs; one that takes another's place keeps the keyboard's focus there.
  #place(id, bubble) {
    const stay = this.#nearTheEnd();
    const before = this.letters.get(id);
    bubble.dataset.id = id;
    this.letters.set(id, bubble);
    if (before) {
      const focused = before.contains(document.activeElement);
      before.replaceWith(bubble);
      if (focused) (bubble.querySelector("button.choice, a.choice") ?? bubble).focus({ preventScroll: true });
    } else {
      const next = [...this.log.children].find((other) => !other.dataset.id || Number(other.dataset.id) > id);
      this.log.insertBefore(bubble, next ?? null);
    }
    if (stay || (this.asked && !before)) this.#show(bubble);
    else if (!before) this.latest.hidden = false;
  }

  // Buttons of older questions are dimmed. Turn 0 never grows old.
  #age(turn) {
    if (turn) this.turn = turn;
    for (const bubble of this.log.querySelectorAll(".bot")) {
      const asked = Number(bubble.dataset.turn);
      bubble.classList.toggle("past", asked > 0 && asked !== this.turn);
    }
  }

  #nearTheEnd() {
    return !this.settled || this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
  }

  // A bubble taller than the log is shown from its beginning.
  #show(bubble) {
    if (!this.settled) return;
    if (bubble.offsetHeight > this.log.clientHeight) bubble.scrollIntoView({ block: "start" });
    else this.#toTheEnd();
  }

  #toTheEnd(behavior) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: behavior ?? (still ? "instant" : "smooth") });
    this.latest.hidden = true;
  }

  #news() {
    if (!this.settled || this.unread || this.root.offsetParent) return;
    this.unread = true;
    this.changed(this);
  }

  // ----------------------------------------------------------------------------------------------- speaking

  #listen() {
    this.composer.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#type();
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#type();
    });
    this.input.addEventListener("input", () => this.#fit());
    this.attach.addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => this.#upload());
    this.latest.addEventListener("click", () => this.#toTheEnd());
    this.log.addEventListener("scroll", () => {
      this.atTheEnd = this.#nearTheEnd();
      if (this.atTheEnd) this.latest.hidden = true;
    });
    // A notice, the phone's keyboard or a picture that has loaded take room: the end stays in sight.
    const stay = () => this.atTheEnd && this.#toTheEnd("instant");
    new ResizeObserver(stay).observe(this.log);
    this.log.addEventListener("load", stay, { capture: true });
  }

  #type() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.#fit();
    this.#showUnsent(this.#send({ text }));
    this.#toTheEnd();
  }

  #tap(id, turn, value, button) {
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    this.#send({ tap: { value, turn, card: String(id) } });
  }

  #send(content) {
    const frame = { id: newId(), ...content };
    this.asked = true; // the answer is wanted in sight, wherever the log is scrolled to
    this.#await();
    this.line.send(frame);
    return frame;
  }

  #showUnsent(frame) {
    if (!frame.text) return;
    const bubble = own({ text: frame.text }, this.words);
    bubble.classList.add("unsent");
    bubble.append(element("span", { class: "unseen waiting", text: this.words.waiting }));
    this.said.set(frame.id, bubble);
    this.log.append(bubble);
  }

  async #upload() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    if (file.size > LARGEST_FILE) return this.#tell(this.words.tooLarge);
    this.attach.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/web/files?pane=${this.name}`, {
        method: "POST",
        body: file,
        headers: { "Content-Type": file.type, "X-File-Name": encodeURIComponent(file.name) },
      });
      if (answer.ok) this.#send({ file: (await answer.json()).file });
      else this.#tell({ 413: this.words.tooLarge, 415: this.words.wrongKind }[answer.status] ?? this.words.notSent);
    } catch {
      this.#tell(this.words.notSent);
    } finally {
      this.attach.removeAttribute("aria-busy");
    }
  }

  async #copy(text, source) {
    try {
      await navigator.clipboard.writeText(text);
      this.#tell(this.words.copied);
    } catch {
      getSelection().selectAllChildren(source); // no clipboard without https, except at home
      this.#tell(document.execCommand("copy") ? this.words.copied : this.words.notCopied);
    }
  }

  // ------------------------------------------------------------------------------------------- small things

  // Three dots while an answer is on its way, if it takes long enough to be noticed.
  #await() {
    clearTimeout(this.thinking);
    this.thinking = setTimeout(() => {
      if (this.root.classList.contains("offline")) return;
      this.log.append(this.typing);
      if (this.#nearTheEnd()) this.#toTheEnd();
      this.thinking = setTimeout(() => this.typing.remove(), TYPING_AT_MOST);
    }, TYPING_AFTER);
  }

  #quiet() {
    clearTimeout(this.thinking);
    this.typing.remove();
  }

  // A passing word: shown above the log for a while, and spoken.
  #tell(text) {
    this.#say(text);
    clearTimeout(this.passing);
    this.passing = setTimeout(() => {
      this.#say(this.root.classList.contains("offline") ? this.words.offline : "");
    }, NOTICE_SHOWN);
  }

  #say(text) {
    this.notice.textContent = text;
  }

  // What is typed takes its own direction; an empty field that of the page.
  #fit() {
    this.input.dir = this.input.value ? "auto" : this.root.dir;
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_COMPOSER)}px`;
  }

  #translate() {
    this.root.lang = this.language;
    this.root.dir = this.language === "en" ? "ltr" : "rtl";
    if (!this.input.value) this.input.dir = this.root.dir;
    this.title.textContent = this.words[this.name];
    this.log.setAttribute("aria-label", `${this.words.chat}: ${this.words[this.name]}`);
    this.input.placeholder = this.words.message;
    this.input.setAttribute("aria-label", this.words.message);
    for (const part of ["send", "attach", "latest"]) {
      this[part].setAttribute("aria-label", this.words[part]);
      this[part].title = this.words[part];
    }
    this.changed(this);
  }
}
