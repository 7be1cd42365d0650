"use strict";
window.bilateral = (async () => { // what it gives is for those who check the page against the library
const at = (id) => document.getElementById(id);

// What a script element holds: text that was packed, so that ten thousand records are no great file.
async function unpacked(id) {
  const packed = Uint8Array.from(atob(at(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}

if (!window.DecompressionStream) {
  at("found").textContent = "This page needs a browser of 2023 or later. The sources are below.";
  return null;
}
const facts = await (await unpacked("facts")).json();
const records = facts.records;

// -- elements are made of text alone, so nothing in the data is ever read as HTML ----------------

function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}
const cell = (text, name = "td", kind = "") =>
  make(name, { ...(kind && { class: kind }), ...(name === "th" && { scope: "col" }) }, String(text));
const row = (...cells) => make("tr", {}, ...cells);
const cut = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);
const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// -- truth: 2 is definite, 1 possible, 0 impossible -----------------------------------------------

function truths(sides) {
  const found = new Uint8Array(records.length);
  sides.forEach((steps, side) => {
    let place = 0;
    for (const step of steps) found[place += step] = 2 - side;
  });
  return found;
}

const EPOCH = 719163; // the ordinal of 1 January 1970
const FARTHEST = 9e7; // days from 1970 that a browser can name; what lies beyond is drawn as unbounded
const ordinals = new Map(); // asked for often
function ordinal(year) {
  if (!ordinals.has(year)) {
    const day = new Date(0);
    day.setUTCFullYear(Math.max(Math.min(year, 240000), -240000), 0, 1);
    ordinals.set(year, Math.round(day.getTime() / 864e5) + EPOCH);
  }
  return ordinals.get(year);
}
const isNear = (day) => Math.abs(day - EPOCH) < FARTHEST;
const yearOf = (day) => new Date((day - EPOCH) * 864e5).getUTCFullYear();

// The spans of a record: first and last day of start and end, -Infinity and Infinity for no bound.
function spanOf(given) {
  if (typeof given === "number") return { a: given, b: given, c: given, d: given };
  const [a, b, c, d, rest] = given;
  return {
    a: a ?? -Infinity, b: b ?? Infinity, c: c ?? -Infinity, d: d ?? Infinity,
    sequence: rest === true, members: Array.isArray(rest) ? rest : null,
  };
}
for (const record of records) record.spans = record.when.map(spanOf);

const lessEqual = (least, most, other) => (most <= other ? 2 : least > other ? 0 : 1);

// Whether some day of a span falls between two days.
function during(span, first, last) {
  if (!span.sequence && !span.members) {
    return Math.min(lessEqual(span.a, span.b, last), lessEqual(-span.d, -span.c, -first));
  }
  let touched = span.members ?? [[span.a, span.b], [span.c, span.d]];
  if (touched.some(([from, to]) => first <= from && to <= last)) return 2;
  if (span.sequence) touched = [[span.a, span.d]];
  return touched.some(([from, to]) => from <= last && to >= first) ? 1 : 0;
}

// One of the spans is so: what holds of all holds, what holds of some may.
function inYears(record, from, to) {
  const first = from === null ? -Infinity : ordinal(from);
  const last = to === null ? Infinity : ordinal(to + 1) - 1;
  const truth = during(record.spans[0], first, last);
  return record.spans.every((span) => during(span, first, last) === truth) ? truth : 1;
}

// -- the filters ----------------------------------------------------------------------------------

const inputs = Object.fromEntries(
  ["kind", "status", "actor", "from", "to", "words", "match"].map((id) => [id, at(id)]));
const kinds = [...new Set(records.map((record) => record.kind))]
  .sort((one, other) => Object.keys(facts.kinds).indexOf(one) - Object.keys(facts.kinds).indexOf(other));
const option = (value, text) => make("option", { value }, text);
inputs.kind.append(option("", "all kinds"), ...kinds.map((kind) => option(kind, facts.kinds[kind])));
inputs.status.append(option("", "any status"), ...facts.statuses.map(({ name }) => option(name, name)));
inputs.actor.append(option("", "anyone"), ...facts.actors.map(({ name }, i) => option(String(i), name)));
const statusTruths = Object.fromEntries(facts.statuses.map(({ name, sides }) => [name, truths(sides)]));
const actorTruths = facts.actors.map(({ sides }) => sides);
const texts = records.map((record) => [
  record.title, record.id, ...(record.who ?? []).flat(), ...(record.places ?? []), ...(record.topics ?? []),
].join("\n").toLocaleLowerCase("en"));

const number = (input) => (input.value.trim() === "" || !Number.isFinite(+input.value) ? null : Math.trunc(+input.value));

// What is found: pairs of a record's place and its truth, 2 or 1.
function answer(asked) {
  const status = asked.status ? statusTruths[asked.status] : null;
  const actor = asked.actor === "" ? null : truths(actorTruths[+asked.actor]);
  const words = asked.words.toLocaleLowerCase("en").split(/\s+/).filter(Boolean);
  const dated = asked.from !== null || asked.to !== null;
  const found = [];
  for (let place = 0; place < records.length; place++) {
    const record = records[place];
    if (asked.kind && record.kind !== asked.kind) continue;
    let truth = record.possible ? 1 : 2;
    if (status) truth = Math.min(truth, status[place]);
    if (actor) truth = Math.min(truth, actor[place]);
    if (truth && dated) truth = Math.min(truth, inYears(record, asked.from, asked.to));
    if (!truth || !words.every((word) => texts[place].includes(word))) continue;
    if (asked.match === "definite" ? truth === 2 : asked.match === "possible" ? truth === 1 : true) {
      found.push([place, truth]);
    }
  }
  return found;
}

const asked = () => ({
  kind: inputs.kind.value, status: inputs.status.value, actor: inputs.actor.value,
  from: number(inputs.from), to: number(inputs.to), words: inputs.words.value, match: inputs.match.value,
});

// -- what is shown of it --------------------------------------------------------------------------

let found = [];
let shown = 0;
const STEP = 100;
const sure = (pairs) => pairs.filter(([, truth]) => truth === 2).length;

function head(...names) {
  return make("thead", {}, row(...names.map(([name, kind]) => cell(name, "th", kind))));
}

function showOverview() {
  const counts = new Map(kinds.map((kind) => [kind, [0, 0]]));
  for (const [place, truth] of found) {
    const count = counts.get(records[place].kind);
    count[1]++;
    if (truth === 2) count[0]++;
  }
  const body = [...counts].filter(([, [, most]]) => most).map(([kind, [least, most]]) =>
    row(make("th", { scope: "row" }, facts.kinds[kind]), cell(least, "td", "number"), cell(most, "td", "number")));
  refill(at("overview"), head(["kind"], ["surely", "number"], ["at most", "number"]), make("tbody", {}, ...body));
}

function refill(table, ...parts) {
  table.replaceChildren(table.caption, ...parts);
}

function recordRow([place, truth]) {
  const record = records[place];
  const who = (record.who ?? []).map(([role, text]) => `${role}: ${text}`).join("; ");
  return row(
    cell(record.date),
    make("td", { dir: "auto" }, make("button", { type: "button", onclick: () => open(place) }, record.title),
      truth === 1 ? make("span", { class: "possibly" }, " possibly") : ""),
    cell(facts.kinds[record.kind]), cell(record.status || "not stated"),
    make("td", { dir: "auto" }, who));
}

function showRecords() {
  shown = 0;
  refill(at("table"), head(["date"], ["title"], ["kind"], ["status"], ["who"]), make("tbody"));
  showMore(STEP);
}

function showMore(step) {
  const next = found.slice(shown, shown + step);
  at("table").tBodies[0].append(...next.map(recordRow));
  shown += next.length;
  at("more").hidden = shown >= found.length;
  at("more").textContent = `Show more of ${found.length.toLocaleString("en")}`;
}

// -- the timeline ---------------------------------------------------------------------------------

const canvas = at("timeline");
const DRAWN = 300;
let bars = [];
let pointed = -1;
let repaint = () => {};

function finite(record) {
  return record.spans.flatMap(({ a, b, c, d }) => [a, b, c, d]).filter(isNear);
}

let printing = false;
const PRINTED = { page: "#fff", text: "#000", quiet: "#333", faint: "#ccc", sure: "#0072b2", maybe: "#666", warn: "#000" };
function colours() {
  if (printing) return PRINTED;
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["page", "text", "quiet", "faint", "sure", "maybe", "warn"]
    .map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function showTimeline() {
  const dated = found.filter(([place]) => finite(records[place]).length);
  let [first, last] = [Infinity, -Infinity];
  for (const [place] of dated) {
    for (const day of finite(records[place])) {
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  const many = dated.length > DRAWN;
  const width = Math.max(canvas.clientWidth, 200);
  const side = width < 500 ? 80 : 120;
  const scale = dated.length
    ? { first: ordinal(yearOf(first)), last: ordinal(yearOf(last) + 1), left: side, width: width - side - 10 } : null;
  const lanes = kinds.map((kind) => [kind, dated.filter(([place]) => records[place].kind === kind)])
    .filter(([, held]) => held.length);
  const undated = found.length - dated.length;
  at("key").textContent = !dated.length ? "No record found has a date."
    : (many ? "For each kind, how many in each year: filled at least, outlined at most. "
      : "Filled: surely then. Hatched: possibly. Dotted: no bound is known. Dashed frame: one of several dates. "
        + "Left and right arrows go from record to record, Enter opens one. ")
    + (undated ? `${plural(undated, "record")} without a date not drawn.` : "");
  canvas.setAttribute("aria-label", `Timeline of ${plural(dated.length, "record")}`
    + (dated.length ? `, ${yearOf(first)} to ${yearOf(last)}` : ""));
  bars = [];
  pointed = -1;
  at("pointed").textContent = "";
  if (scale) layOut(lanes, scale, many);
  repaint = () => paint(lanes, scale, many);
  repaint();
}

const xOf = (scale, day) => scale.left + scale.width
  * Math.min(Math.max((day - scale.first) / (scale.last - scale.first), 0), 1);

// Bars in rows in which none touches another; each kind has rows of its own.
function layOut(lanes, scale, many) {
  let top = 4;
  for (const lane of lanes) {
    lane.top = top;
    if (many) { lane.height = 56; top += lane.height + 12; continue; }
    const ends = [];
    const begins = lane[1].map(([place, truth]) => {
      const record = records[place];
      return {
        place, truth, from: xOf(scale, Math.min(...record.spans.map(({ a }) => a))),
        to: Math.max(xOf(scale, Math.max(...record.spans.map(({ d }) => d)) + 1),
          xOf(scale, Math.min(...record.spans.map(({ a }) => a))) + 6),
      };
    }).sort((one, other) => one.from - other.from || one.to - other.to);
    for (const bar of begins) {
      let line = ends.findIndex((end) => end + 3 <= bar.from);
      if (line < 0) line = ends.push(0) - 1;
      ends[line] = bar.to;
      bar.top = top + line * 12;
      bars.push(bar);
    }
    lane.height = Math.max(ends.length * 12, 14);
    top += lane.height + 8;
  }
}

function paint(lanes, scale, many) {
  const colour = colours();
  const ratio = window.devicePixelRatio || 1;
  const lowest = scale ? lanes[lanes.length - 1].top + lanes[lanes.length - 1].height : 0;
  const height = lowest + (scale ? 28 : 4);
  const width = Math.max(canvas.clientWidth, 200);
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.font = "12px system-ui, sans-serif";
  if (!scale) return;
  ticks(pen, scale, lowest, colour);
  for (const lane of lanes) {
    pen.fillStyle = colour.text;
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    pen.fillText(facts.kinds[lane[0]], scale.left - 8, lane.top + lane.height / 2, scale.left - 8);
    if (many) density(pen, lane, scale, colour);
  }
  bars.forEach((bar, index) => drawBar(pen, bar, scale, colour, index === pointed));
}

function ticks(pen, scale, lowest, colour) {
  const [first, last] = [yearOf(scale.first), yearOf(scale.last)];
  const wanted = scale.width / 60;
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 1e5].find((by) => (last - first) / by <= wanted) ?? 1e5;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const x = Math.round(xOf(scale, ordinal(year))) + .5;
    pen.strokeStyle = colour.faint;
    pen.beginPath(); pen.moveTo(x, 0); pen.lineTo(x, lowest + 4); pen.stroke();
    pen.fillStyle = colour.quiet;
    pen.fillText(String(year), Math.min(x, scale.left + scale.width - 12), lowest + 8);
  }
}

function density(pen, lane, scale, colour) {
  const [first, last] = [yearOf(scale.first), yearOf(scale.last - 1)];
  const counts = Array.from({ length: last - first + 1 }, () => [0, 0]);
  for (const [place, truth] of lane[1]) {
    const { spans } = records[place];
    const from = Math.max(Math.min(...spans.map(({ a }) => a)), scale.first);
    const to = Math.min(Math.max(...spans.map(({ d }) => d)), scale.last - 1);
    for (let year = yearOf(from); year <= yearOf(to); year++) {
      const found = Math.min(truth, inYears(records[place], year, year));
      if (found) counts[year - first][1]++;
      if (found === 2) counts[year - first][0]++;
    }
  }
  const most = Math.max(...counts.map(([, high]) => high));
  const foot = lane.top + lane.height;
  counts.forEach(([low, high], i) => {
    const x = xOf(scale, ordinal(first + i));
    const wide = Math.max(xOf(scale, ordinal(first + i + 1)) - x - 1, 1);
    pen.fillStyle = colour.sure;
    pen.fillRect(x, foot - low / most * lane.height, wide, low / most * lane.height);
    if (high > low) {
      pen.strokeStyle = colour.maybe;
      pen.strokeRect(x + .5, foot - high / most * lane.height + .5, wide - 1, (high - low) / most * lane.height);
    }
  });
  pen.fillStyle = colour.quiet;
  pen.textAlign = "left";
  pen.textBaseline = "top";
  pen.fillText(`up to ${most}`, scale.left + 2, lane.top);
}

function drawBar(pen, bar, scale, colour, isPointed) {
  const record = records[bar.place];
  const several = record.spans.length > 1;
  const [top, tall] = [bar.top + 1, 9];
  for (const span of record.spans) {
    const days = [span.a, span.b, span.c, span.d].filter(isNear);
    if (!days.length) continue;
    const from = xOf(scale, Math.min(...days));
    const to = Math.max(xOf(scale, Math.max(...days) + 1), from + 4);
    pen.strokeStyle = colour.maybe;
    pen.setLineDash([1, 3]);
    const middle = top + tall / 2;
    if (!isNear(span.a)) line(pen, scale.left, middle, from, middle);
    if (!isNear(span.d)) line(pen, to, middle, scale.left + scale.width, middle);
    pen.setLineDash([]);
    if (span === record.spans[0]) hatch(pen, from, top, to - from, tall, colour.maybe); // the rest are ghosts
    pen.setLineDash(several ? [3, 2] : []);
    pen.strokeRect(from + .5, top + .5, to - from - 1, tall - 1);
    pen.setLineDash([]);
  }
  const scattered = record.spans.some((span) => span.sequence || span.members);
  const begin = Math.max(...record.spans.map(({ b }) => b));
  const end = Math.min(...record.spans.map(({ c }) => c));
  if (bar.truth === 2 && !scattered && begin <= end) {
    const from = xOf(scale, begin);
    pen.fillStyle = colour.sure;
    pen.fillRect(from, top, Math.max(xOf(scale, end + 1) - from, 4), tall);
  }
  if (isPointed) {
    pen.strokeStyle = colour.text;
    pen.lineWidth = 2;
    pen.strokeRect(bar.from - 2, top - 2, bar.to - bar.from + 4, tall + 4);
    pen.lineWidth = 1;
  }
}

function line(pen, x, y, x2, y2) {
  pen.beginPath(); pen.moveTo(x, y); pen.lineTo(x2, y2); pen.stroke();
}

function hatch(pen, x, y, wide, tall, colour) {
  pen.save();
  pen.beginPath(); pen.rect(x, y, wide, tall); pen.clip();
  pen.globalAlpha = .2; pen.fillStyle = colour; pen.fillRect(x, y, wide, tall);
  pen.globalAlpha = .8; pen.strokeStyle = colour;
  for (let at = x - tall; at < x + wide; at += 5) line(pen, at, y + tall, at + tall, y);
  pen.restore();
}

function point(index) {
  pointed = index;
  at("pointed").textContent = index < 0 ? "" : `${records[bars[index].place].date}: ${records[bars[index].place].title}`;
  repaint();
}

function hit(event) {
  const box = canvas.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  return bars.findIndex((bar) => x >= bar.from - 3 && x <= bar.to + 3 && y >= bar.top - 1 && y <= bar.top + 12);
}

canvas.addEventListener("pointermove", (event) => { const index = hit(event); if (index !== pointed) point(index); });
canvas.addEventListener("click", (event) => { const index = hit(event); if (index >= 0) open(bars[index].place); });
canvas.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step && bars.length) { event.preventDefault(); point((pointed + step + bars.length) % bars.length); }
  if (event.key === "Enter" && pointed >= 0) { event.preventDefault(); open(bars[pointed].place); }
});

// -- who with whom --------------------------------------------------------------------------------

function countPairs() {
  const counts = new Map();
  for (const [place, truth] of found) {
    for (const [one, other, surely] of records[place].pairs ?? []) {
      const key = `${one}\n${other}`;
      const count = counts.get(key) ?? [one, other, 0, 0];
      count[3]++;
      if (surely && truth === 2) count[2]++;
      counts.set(key, count);
    }
  }
  return [...counts.values()].sort((a, b) => b[2] - a[2] || b[3] - a[3] || (a[0] + a[1] < b[0] + b[1] ? -1 : 1));
}

const SVG = "http://www.w3.org/2000/svg";
function draw(tag, given, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

const LISTED = 30;
const NODES = 16;
function showPairs() {
  const pairs = countPairs();
  const body = pairs.slice(0, LISTED).map(([one, other, least, most]) =>
    row(cell(facts.names[one]), cell(facts.names[other]), cell(least, "td", "number"), cell(most, "td", "number")));
  if (pairs.length > LISTED) body.push(row(make("td", { colspan: 4 }, `and ${pairs.length - LISTED} more pairs`)));
  refill(at("pairs"), head(["from"], ["to"], ["surely", "number"], ["at most", "number"]), make("tbody", {}, ...body));
  const sums = new Map();
  for (const [one, other, least, most] of pairs) {
    for (const name of [one, other]) sums.set(name, (sums.get(name) ?? 0) + least + most / 1e6);
  }
  const nodes = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, NODES).map(([name]) => name);
  at("network").replaceChildren();
  if (nodes.length < 2) return;
  const ties = pairs.filter(([one, other]) => nodes.includes(one) && nodes.includes(other));
  const hub = nodes.length > 3 && ties.every(([one, other]) => one === nodes[0] || other === nodes[0]);
  const around = hub ? nodes.slice(1) : nodes;
  const tall = nodes.length === 2 ? 70 : 400;
  const places = new Map(around.map((name, i) => {
    const turn = 2 * Math.PI * (i / around.length - (nodes.length === 2 ? .25 : 0));
    return [name, [400 + 160 * Math.sin(turn), tall / 2 - 160 * Math.cos(turn)]];
  }));
  if (hub) places.set(nodes[0], [400, tall / 2]);
  const greatest = Math.max(1, ...ties.map(([, , least]) => least));
  const label = `Network of ${nodes.length}; the table below has the numbers`;
  const picture = draw("svg", { viewBox: `0 0 800 ${tall}`, role: "img", "aria-label": label });
  for (const [one, other, least] of ties.slice().reverse()) picture.append(...arrow(places.get(one), places.get(other), least, greatest));
  for (const [name, [x, y]] of places) {
    picture.append(draw("circle", { cx: x, cy: y, r: 5, fill: "var(--sure)" }));
    const centre = Math.abs(x - 400) < 2;
    const text = { x: centre ? x : x + (x > 400 ? 10 : -10), y: centre ? y + (y > tall / 2 ? 20 : -12) : y + 4,
      "text-anchor": centre ? "middle" : x > 400 ? "start" : "end" };
    picture.append(draw("text", { ...text, stroke: "var(--page)", "stroke-width": 4, "paint-order": "stroke" }, cut(facts.names[name], 34)));
  }
  at("network").append(picture);
}

function arrow([x, y], [x2, y2], least, greatest) {
  const length = Math.hypot(x2 - x, y2 - y) || 1;
  const [dx, dy] = [(x2 - x) / length, (y2 - y) / length];
  const [ax, ay] = [x + 9 * dx - 4 * dy, y + 9 * dy + 4 * dx];
  const [bx, by] = [x2 - 11 * dx - 4 * dy, y2 - 11 * dy + 4 * dx];
  const wide = .8 + 5 * Math.sqrt(least / greatest);
  const dash = least ? {} : { "stroke-dasharray": "3 3" };
  const tip = `${bx + 3 * dx},${by + 3 * dy} ${bx - 7 * dx - 5 * dy},${by - 7 * dy + 5 * dx} ${bx - 7 * dx + 5 * dy},${by - 7 * dy - 5 * dx}`;
  return [draw("line", { x1: ax, y1: ay, x2: bx - 4 * dx, y2: by - 4 * dy, stroke: "var(--maybe)", "stroke-width": wide, ...dash }),
    draw("polygon", { points: tip, fill: "var(--maybe)" })];
}

// -- one record -----------------------------------------------------------------------------------

function fact(list, name, value) {
  if (value) list.append(make("dt", {}, name), make("dd", { dir: "auto" }, value));
}

function open(place) {
  const record = records[place];
  const list = make("dl");
  fact(list, "id", record.id);
  fact(list, "kind", facts.kinds[record.kind]);
  fact(list, "date", record.date);
  fact(list, "status", record.status || "not stated");
  for (const [role, text] of record.who ?? []) fact(list, role, text);
  fact(list, "places", (record.places ?? []).join("; "));
  fact(list, "topics", (record.topics ?? []).join(", "));
  for (const [name, value] of record.fields ?? []) fact(list, name, value);
  for (const [type, target] of record.links ?? []) fact(list, type, target);
  fact(list, "note", record.note);
  const truth = (found.find(([one]) => one === place) ?? [place, 1])[1];
  const why = make("div");
  if (truth === 1) {
    why.append(make("p", { class: "possibly" }, "Only possibly among those found."));
    if (record.why) why.append(make("ul", {}, ...record.why.map((line) => make("li", {}, line))));
  }
  const rows = record.citations.map((citation) => row(
    cell(facts.sources[citation.source].text), cell(citation.at ?? ""),
    cell(facts.stances[citation.stance ?? 0]),
    cell([citation.mode, citation.of && `by ${citation.of}`, citation.rank].filter(Boolean).join(", ")),
    cell((citation.says ?? []).map(([field, value]) => `${field}: ${value}`).join("; ")),
    cell(citation.note ?? "")));
  const evidence = make("table", {}, make("caption", {}, "Evidence: who says so, and who says otherwise"),
    head(["source"], ["where"], ["stance"], ["how"], ["says instead"], ["note"]), make("tbody", {}, ...rows));
  at("record-title").textContent = record.title;
  at("record-body").replaceChildren(why, list,
    make("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Evidence" }, evidence));
  at("record").showModal();
}

// -- to take away ---------------------------------------------------------------------------------

async function download(event) {
  const address = URL.createObjectURL(await (await unpacked("document")).blob());
  make("a", { href: address, download: `${event.target.dataset.name}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

async function copy(event) {
  const text = at(event.target.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    getSelection().selectAllChildren(text); // where the clipboard is shut, the text is chosen
    document.execCommand("copy");
  }
  event.target.textContent = "Copied";
}

// -- all at once ----------------------------------------------------------------------------------

function update() {
  found = answer(asked());
  const least = sure(found);
  at("found").textContent = `${plural(least, "record")} definite, ${(found.length - least).toLocaleString("en")} possible`;
  showOverview();
  showTimeline();
  showPairs();
  showRecords();
}

let waiting = 0;
const soon = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(update); };
at("filters").addEventListener("input", soon);
at("filters").addEventListener("reset", () => setTimeout(update));
at("filters").addEventListener("submit", (event) => event.preventDefault());
at("more").addEventListener("click", () => showMore(STEP));
at("download").addEventListener("click", download);
for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", copy);
window.addEventListener("resize", soon);
window.addEventListener("beforeprint", () => { printing = true; repaint(); showMore(5000); });
window.addEventListener("afterprint", () => { printing = false; repaint(); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon);
at("scope").textContent = `${plural(records.length, "record")}, ${plural(facts.sources.length, "source")}`;
update();
return Object.freeze({
  ask: (given) => answer({ kind: "", status: "", actor: "", from: null, to: null, words: "", match: "both", ...given })
    .map(([place, truth]) => [records[place].id, truth]),
  actors: facts.actors.map(({ name }) => name),
  found: () => found.map(([place, truth]) => [records[place].id, truth]),
});
})();
