// The line of one pane to the server: connects, reconnects, and brings every frame across exactly as often as needed.
//
// One frame is under way at a time, so that the order is kept. A frame stays in the queue (and in the browser's own
// storage) until the server says that it is stored; its id stays the same, so a repeat does no harm.

const FIRST_WAIT = 500; // ms
const GROWTH = 1.5; // a program that starts again is back in two or three seconds, and so are we
const LONGEST_WAIT = 30000; // ms
const ANSWER_WAIT = 15000; // ms; then the line is taken for dead

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Line {
  // `hear(frame)` gets what the server tells; `state(connected)` follows the connection.
  constructor(pane, { hear, state }) {
    this.pane = pane;
    this.hear = hear;
    this.state = state;
    this.seq = 0;
    this.failures = 0;
    this.ready = false;
    this.underway = null;
    this.shelf = `jalsa.unsent.${pane}`;
    this.queue = this.#unsent();
    addEventListener("online", () => this.#now());
    addEventListener("offline", () => this.socket?.close());
    document.addEventListener("visibilitychange", () => document.hidden || this.#now());
  }

  open() {
    clearTimeout(this.retry);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const asked = new URLSearchParams({ pane: this.pane, since: this.seq, language: navigator.language });
    const socket = new WebSocket(`${scheme}://${location.host}/web/chat?${asked}`);
    socket.onmessage = (event) => this.#told(JSON.parse(event.data));
    socket.onclose = () => socket === this.socket && this.#lost();
    this.socket = socket;
  }

  send(frame) {
    this.queue.push(frame);
    this.#keep();
    this.#next();
  }

  #told(frame) {
    switch (frame.kind) {
      case "ready":
        this.failures = 0;
        this.ready = true;
        this.state(true);
        this.hear(frame);
        this.#next();
        return;
      case "ack":
      case "refused":
        this.#answered(frame);
        return;
      case "slow":
        this.#later(frame.seconds * 1000);
        this.hear(frame);
        return;
      case "failed":
        this.failures += 1;
        this.#later(this.#backOff());
        return;
      default:
        this.seq = Math.max(this.seq, frame.seq);
        this.hear(frame);
    }
  }

  #answered(frame) {
    clearTimeout(this.patience);
    this.failures = 0;
    this.underway = null;
    this.queue = this.queue.filter((waiting) => waiting.id !== frame.of);
    this.#keep();
    this.hear(frame);
    this.#next();
  }

  #later(wait) {
    clearTimeout(this.patience);
    this.pause = setTimeout(() => {
      this.underway = null;
      this.#next();
    }, wait);
  }

  #next() {
    if (!this.ready || this.underway || !this.queue.length) return;
    this.underway = this.queue[0];
    this.socket.send(JSON.stringify(this.underway));
    this.patience = setTimeout(() => {
      this.socket.close(); // its close event may take a while on a dead network
      this.#lost();
    }, ANSWER_WAIT);
  }

  #lost() {
    this.socket = null;
    this.ready = false;
    this.underway = null;
    this.failures += 1;
    clearTimeout(this.patience);
    clearTimeout(this.pause);
    clearTimeout(this.retry);
    this.state(false);
    this.retry = setTimeout(() => this.open(), this.#backOff());
  }

  #now() {
    if (!this.socket) this.open();
  }

  #backOff() {
    return Math.min(LONGEST_WAIT, FIRST_WAIT * GROWTH ** (this.failures - 1)) * (0.75 + Math.random() / 2);
  }

  #unsent() {
    try {
      return JSON.parse(localStorage.getItem(this.shelf)) ?? [];
    } catch {
      return []; // no storage in this browser, or not ours: the queue lives as long as the page
    }
  }

  #keep() {
    try {
      localStorage.setItem(this.shelf, JSON.stringify(this.queue));
    } catch {
      // as above
    }
  }
}
