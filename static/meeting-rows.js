// The rows of the minutes: guests, items, opinions, votes, resolutions, tasks.
//
// A row is its fields `<kind>.<key>.<part>`; the key is made here, and a row whose every
// field is empty is none. So one is taken away by emptying its fields, and comes back
// when they are sent again.
"use strict";

{
  const { form, known, change, show, read } = minutes;
  const FIELD = /^(guest|item|opinion|motion|resolution|task)\.([0-9a-f-]{36})\.(\w+)$/;
  // A row comes before those that point at it.
  const ORDER = ["guest", "item", "opinion", "motion", "resolution", "task"];
  const TITLE_OF = { guest: "name", item: "title", motion: "text", resolution: "title", task: "text", opinion: "text" };
  const NAMELESS = { item: "Mục mới", motion: "Biểu quyết mới", resolution: "Văn bản mới" };
  const patterns = new Map();

  for (const pattern of document.querySelectorAll("[data-pattern]")) {
    const row = pattern.content.firstElementChild;
    const values = [...row.querySelectorAll('[name^="was."]')].map((was) => [was.name.split(".").pop(), was.value]);
    patterns.set(pattern.dataset.pattern, { html: pattern.innerHTML, blank: new Map(values) });
  }

  function rowOf(kind, key) {
    return form.querySelector(`[data-row="${kind}"][data-key="${key}"]`);
  }

  function rowsOf(kind) {
    return [...form.querySelectorAll(`[data-row="${kind}"]`)];
  }

  function fieldOfRow(row, part) {
    return `${row.dataset.row}.${row.dataset.key}.${part}`;
  }

  function titleOf(row) {
    return read(fieldOfRow(row, TITLE_OF[row.dataset.row])) ?? "";
  }

  function isBlank(row) {
    const { blank } = patterns.get(row.dataset.row);
    return [...blank].every(([part, empty]) => part === "position" || (known.get(fieldOfRow(row, part)) ?? empty) === empty);
  }

  // Adding

  function add(kind, key, itemKey = "") {
    const list = itemKey ? rowOf("item", itemKey)?.querySelector('[data-rows="opinion"]') : form.querySelector(`[data-rows="${kind}"]`);
    if (!list) return null;
    const box = document.createElement("template");
    box.innerHTML = patterns.get(kind).html.replaceAll("KEY", key).replaceAll("ITEM", itemKey);
    const row = box.content.firstElementChild;
    const last = Math.max(0, ...[...list.children].map((one) => Number(one.dataset.position) || 0));
    row.dataset.position = last + 1;
    row.dataset.unplaced = "1";
    row.removeAttribute("data-empty");
    minutes.learn(row);
    known.set(fieldOfRow(row, "position"), "");
    for (const radio of row.querySelectorAll('input[type="radio"][name]')) {
      radio.checked = radio.value === (patterns.get(kind).blank.get(radio.name.split(".").pop()) ?? "");
    }
    list.append(row);
    offerAll();
    return row;
  }

  // Before its first field is sent, a new row says where it stands.
  function place(row) {
    if (!row?.dataset.unplaced) return;
    delete row.dataset.unplaced;
    if (row.dataset.row === "guest") return;
    if (row.dataset.row === "opinion") placeOpinion(row);
    change(fieldOfRow(row, "position"), row.dataset.position);
  }

  function placeOpinion(row) {
    const item = row.closest('[data-row="item"]');
    place(item);
    const title = fieldOfRow(item, "title");
    // An item that nobody named yet holds no opinion.
    if (!read(title)) {
      show(title, "Nội dung khác");
      change(title, "Nội dung khác");
    }
    change(fieldOfRow(row, "item"), item.dataset.key);
  }

  function addByHand(button) {
    const kind = button.dataset.add;
    const itemKey = kind === "opinion" ? button.closest('[data-row="item"]').dataset.key : "";
    const row = add(kind, minutes.newId(), itemKey);
    minutes.unfold(row);
    row.querySelector(":scope > details:not(.more)")?.setAttribute("open", "");
    // A vote needs its hour where who was in the room changed.
    if (kind === "motion" && !minutes.isSteady()) row.querySelector(".more").open = true;
    row.querySelector("input:not([type=hidden]):not([type=radio]), select, textarea").focus();
    minutes.refresh();
  }

  // Taking away, and back

  function takeAway(row) {
    const kept = minutes.fieldsIn(row).map((field) => [field, minutes.lastSent(field)]);
    const written = kept.filter(([field, value]) => value !== blankOf(field));
    const places = [row, ...row.querySelectorAll("[data-row]")].map((one) => [fieldOfRow(one, "position"), one.dataset.position]);
    for (const [field] of written.toReversed()) change(field, blankOf(field));
    for (const [field] of places) if (minutes.lastSent(field)) change(field, "");
    row.hidden = true;
    row.dataset.gone = "1";
    offerUndo(row, written, places);
    minutes.soon();
    minutes.refresh();
  }

  function blankOf(field) {
    const [, kind, , part] = field.match(FIELD);
    return part === "item" && kind === "opinion" ? "" : (patterns.get(kind).blank.get(part) ?? "");
  }

  function offerUndo(row, written, places) {
    const line = document.createElement("li");
    line.className = "row-gone";
    const words = document.createElement("span");
    words.textContent = `Đã bỏ “${written.find(([field]) => field.endsWith(TITLE_OF[row.dataset.row]))?.[1] || "dòng trống"}”. `;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary btn-small";
    button.textContent = "Lấy lại";
    button.addEventListener("click", () => {
      line.remove();
      row.hidden = false;
      delete row.dataset.gone;
      const fields = new Set(written.map(([field]) => field.split(".").slice(0, 2).join(".")));
      for (const [field, value] of places) {
        if (fields.has(field.split(".").slice(0, 2).join("."))) change(field, value);
      }
      for (const [field, value] of written) {
        change(field, value);
        show(field, value);
      }
      minutes.soon();
      minutes.refresh();
      row.querySelector("summary, input:not([type=hidden])").focus();
    });
    line.append(words, button);
    row.after(line);
    button.focus();
  }

  // Order

  function move(row, step) {
    const list = row.parentElement;
    const rows = [...list.children].filter((one) => one.dataset.row && !one.hidden);
    const other = rows[rows.indexOf(row) + step];
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    const ordered = [...list.children].filter((one) => one.dataset.row && !one.hidden && !one.dataset.unplaced);
    for (const [index, one] of ordered.entries()) {
      if (one.dataset.position !== String(index + 1)) {
        one.dataset.position = index + 1;
        change(fieldOfRow(one, "position"), String(index + 1));
      }
    }
    row.querySelector(`[data-move="${step}"]`).focus();
    minutes.soon();
  }

  function sort(list) {
    const rows = [...list.children].filter((one) => one.dataset.row);
    rows.sort((a, b) => Number(a.dataset.position || 1e6) - Number(b.dataset.position || 1e6));
    list.append(...rows);
  }

  // What others write

  // Rows that this page lacks; an opinion's item is told with it.
  function makeRoomFor(told) {
    const rows = told.map(({ field, is }) => ({ match: field.match(FIELD), is })).filter(({ match, is }) => match && is);
    rows.sort((a, b) => ORDER.indexOf(a.match[1]) - ORDER.indexOf(b.match[1]));
    for (const { match, is } of rows) {
      const [, kind, key, part] = match;
      if (rowOf(kind, key) || (kind === "opinion" && part !== "item") || !patterns.has(kind)) continue;
      const row = add(kind, key, kind === "opinion" ? is : "");
      if (row) delete row.dataset.unplaced;
    }
  }

  // What follows from a field that somebody else wrote.
  function follow(field, value) {
    const [, kind, key, part] = field.match(FIELD) ?? [];
    const row = kind && rowOf(kind, key);
    if (row && part === "position" && value) {
      row.dataset.position = value;
      sort(row.parentElement);
    }
    if (field.startsWith("attendance.")) minutes.forgetTimes(field, value);
    offerAll();
  }

  // Rows that somebody else emptied, unless this writer is at them.
  function clearAway(told) {
    for (const { field } of told) {
      const [, kind, key] = field.match(FIELD) ?? [];
      const row = kind && rowOf(kind, key);
      if (!row || row.dataset.unplaced || row.dataset.gone || !isBlank(row)) continue;
      const isWriting = row.contains(document.activeElement) || minutes.fieldsIn(row).some(minutes.hasPending);
      if (!isWriting && !row.querySelector('[data-row="opinion"]:not([hidden])')) row.remove();
    }
  }

  // Selects that name rows of this page

  const OFFERED = [
    ["guest", '[name$=".presenter"], [name$=".speaker"]', (key) => `guest:${key}`, (words) => `${words} (khách)`],
    ["item", '[name^="motion."][name$=".item"]', (key) => key, (words) => words],
    ["motion", '[name^="resolution."][name$=".motion"]', (key) => key, (words) => words],
    ["resolution", '[name^="task."][name$=".resolution"]', (key) => key, (words) => words],
  ];

  function offerAll() {
    for (const [kind, selects, valueOf, wordsOf] of OFFERED) {
      const rows = rowsOf(kind).filter((row) => !row.dataset.gone && titleOf(row));
      const options = rows.map((row) => [valueOf(row.dataset.key), wordsOf(titleOf(row))]);
      for (const select of form.querySelectorAll(`select:is(${selects})`)) offer(select, options);
    }
  }

  function offer(select, options) {
    for (const [value, words] of options) {
      const known = [...select.options].find((option) => option.value === value);
      if (known) known.text = words;
      else select.add(new Option(words, value));
    }
  }

  // Folded rows and parts say in a line what is in them.

  function summarise() {
    for (const row of form.querySelectorAll("[data-row]")) {
      const title = row.querySelector(":scope > details > summary [data-title]");
      if (title) title.textContent = titleOf(row) || NAMELESS[row.dataset.row];
      const state = row.querySelector("[data-state]");
      if (state) state.textContent = outcomeOf(row) ? minutes.inWords(fieldOfRow(row, "outcome"), outcomeOf(row)) : "";
    }
    for (const note of form.querySelectorAll("[data-note]")) {
      const rows = rowsOf(note.dataset.note).filter((row) => !row.hidden && !row.dataset.unplaced);
      if (NOTES[note.dataset.note]) note.textContent = NOTES[note.dataset.note](rows);
    }
  }

  const NOTES = {
    item: (rows) => `${rows.length} mục, ${rows.filter(outcomeOf).length} đã xong`,
    progress: (rows) => `${rows.length} việc, ${rows.filter((row) => read(fieldOfRow(row, "state"))).length} đã báo cáo`,
    motion: (rows) => `${rows.length} lần`,
    resolution: (rows) => `${rows.length} văn bản`,
    task: (rows) => `${rows.length} việc`,
    guest: (rows) => `${rows.length} người`,
  };

  function outcomeOf(row) {
    return row.dataset.row === "item" ? read(fieldOfRow(row, "outcome")) : "";
  }

  function decideRest() {
    for (const row of rowsOf("item")) {
      if (row.hidden || row.dataset.unplaced || outcomeOf(row)) continue;
      show(fieldOfRow(row, "outcome"), "decided");
      change(fieldOfRow(row, "outcome"), "decided");
    }
    minutes.soon(0);
  }

  // Start: without a script there is an empty row to fill, with one there is a button.
  for (const row of form.querySelectorAll("[data-empty]")) row.remove();
  for (const row of form.querySelectorAll("[data-position]")) {
    known.set(fieldOfRow(row, "position"), row.dataset.position);
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest("[data-row]");
    if (!button) return;
    if (button.dataset.add) addByHand(button);
    else if ("remove" in button.dataset) takeAway(row);
    else if (button.dataset.move) move(row, Number(button.dataset.move));
    else if ("decideRest" in button.dataset) decideRest();
    else if (button.dataset.due) {
      const due = form.elements.namedItem(fieldOfRow(row, "due_on"));
      due.value = button.dataset.due;
      due.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  Object.assign(minutes, { rowOf, rowsOf, fieldOfRow, place, makeRoomFor, follow, clearAway, offerAll, summarise });
}
