// The editor of a meeting: it sends changes, not forms, and loses none.
//
// A change is {id, field, was, is}. It is kept in this browser from the moment it is
// made until the server has answered it, so writing goes on without a network, after
// the session ended and over a reload; the server applies each id once. One that somebody
// else's change or a rule keeps from being stored waits here until the writer decides.
"use strict";

{
  const form = document.querySelector("[data-editor]");
  const notices = form.querySelector("[data-notices]");
  const saved = form.querySelector("[data-saved]");
  const rollCall = form.querySelector("[data-roll-call]");
  const counter = form.querySelector("[data-counter]");
  const storageKey = `bien-ban:${form.dataset.user}:${form.dataset.meeting}`;
  const WAIT_FOR_TYPING = 900;
  const WAIT_AFTER_FAILURE = 10000;
  const WAIT_FOR_ANSWER = 30000;
  const LOOK_FOR_OTHERS = 30000;

  let version = Number(form.dataset.version);
  let pending = load();
  // Every change this page has held; what else is stored belongs to another tab.
  const held = new Set();
  let isSending = false;
  let hasFailed = false;
  let timer = null;
  let isClosed = false;
  let isLeaving = false;
  // What the server holds in each field, as far as this page knows.
  const known = new Map();

  // Fields and their controls

  function controlsOf(field) {
    return [...form.elements].filter((control) => control.name === field);
  }

  function fieldOf(control) {
    if (control.name.startsWith("reason.")) {
      return control.name.replace("reason.", "attendance.");
    }
    return known.has(control.name) ? control.name : null;
  }

  function read(field) {
    const controls = controlsOf(field);
    if (!controls.length) return null;
    if (controls[0].type !== "radio") return controls[0].value.replaceAll("\r\n", "\n");
    const status = controls.find((control) => control.checked)?.value ?? "";
    if (status !== "excused") {
      return status;
    }
    const reason = reasonsOf(field).find((control) => control.checked)?.value;
    return reason ? `excused:${reason}` : null;
  }

  function show(field, value) {
    const controls = controlsOf(field);
    if (controls[0]?.type !== "radio") {
      if (controls[0]) controls[0].value = value;
      return;
    }
    const [status, reason] = value.split(":");
    for (const control of controls) control.checked = control.value === status;
    for (const control of reasonsOf(field)) control.checked = control.value === reason;
    count();
  }

  function reasonsOf(field) {
    return controlsOf(field.replace("attendance.", "reason."));
  }

  function inWords(field, value) {
    const controls = controlsOf(field);
    if (controls[0]?.type === "radio") {
      const [status, reason] = value.split(":");
      const words = [...controls, ...reasonsOf(field)]
        .filter((control) => control.value === status || control.value === reason)
        .map((control) => control.labels[0].textContent);
      return words.join(": ");
    }
    if (controls[0]?.type === "select-one") {
      return [...controls[0].options].find((option) => option.value === value)?.text ?? value;
    }
    return value;
  }

  function boxOf(field) {
    return document.getElementById(`f-${field.replaceAll(".", "-")}`) ?? notices;
  }

  // What waits to be sent

  function load() {
    try {
      return JSON.parse(localStorage.getItem(storageKey)) ?? [];
    } catch {
      return [];
    }
  }

  function store() {
    for (const one of pending) held.add(one.id);
    const all = [...load().filter((one) => !held.has(one.id)), ...pending];
    try {
      if (all.length) localStorage.setItem(storageKey, JSON.stringify(all));
      else localStorage.removeItem(storageKey);
    } catch {
      // A full or forbidden storage loses only the safety over a reload.
    }
  }

  // Random enough for a key, and there without HTTPS, unlike crypto.randomUUID().
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  function change(field, value) {
    // What was tried may have arrived although its answer did not: it stays as it is,
    // and the next change follows on it. No id ever names two texts: another tab may
    // have taken the first one from the storage and sent it.
    const untried = pending.find((one) => one.field === field && !one.tried);
    if (untried?.waits && !isAsked(field)) clearNotice(field);
    if (untried) Object.assign(untried, { id: newId(), is: value, waits: isAsked(field) });
    else pending.push({ id: newId(), field, was: lastSent(field), is: value });
    pending = pending.filter((one) => one.is !== one.was || one.tried || one.waits);
    store();
    tell();
  }

  function drop(field) {
    pending = pending.filter((one) => one.field !== field);
  }

  // Keep what was not stored, with what was typed since; while both texts are shown,
  // nothing of it is sent, or the next letter would overwrite the other text.
  function keep(one, was) {
    if (one.field === "roll_call" || !controlsOf(one.field).length) return;
    const newer = pending.find((other) => other.field === one.field);
    if (!newer) pending.push({ id: newId(), field: one.field, was, is: one.is, waits: true });
    else Object.assign(newer, { was, is: newer.waits ? one.is : newer.is });
  }

  function lastSent(field) {
    const waiting = pending.filter((one) => one.field === field);
    return waiting.length ? waiting.at(-1).is : (known.get(field) ?? "");
  }

  // Sending

  async function send() {
    clearTimeout(timer);
    if (isSending || isClosed) return;
    isSending = true;
    const changes = nextToSend();
    for (const one of changes) one.tried = true;
    store();
    try {
      const response = await fetch(form.dataset.url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRFToken": csrfToken(),
        },
        body: JSON.stringify({ version, changes }),
        signal: AbortSignal.timeout?.(WAIT_FOR_ANSWER),
      });
      if (response.ok) take(await response.json(), changes);
      else await refuse(response);
    } catch {
      fail();
    }
    isSending = false;
    if (!isClosed) soon(nextToSend().length ? WAIT_FOR_TYPING : LOOK_FOR_OTHERS);
  }

  // What was tried goes again alone, and what came since waits for its answer: however
  // long the network stays away, there are two changes of a field at most.
  function nextToSend() {
    const due = pending.filter((one) => !one.waits);
    const tried = due.filter((one) => one.tried);
    return tried.length ? tried : due;
  }

  function fail() {
    hasFailed = true;
    isLeaving = false;
    tell();
  }

  function csrfToken() {
    // Read anew each time: signing in again in another tab changes it.
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
  }

  function soon(wait = WAIT_FOR_TYPING) {
    clearTimeout(timer);
    timer = setTimeout(send, hasFailed ? Math.max(wait, WAIT_AFTER_FAILURE) : wait);
  }

  // Once, when something tells that the network may be back or the writer asks for it.
  function now() {
    hasFailed = false;
    soon(0);
  }

  function take(answer, changes) {
    version = answer.version;
    const isTold = hasFailed || changes.length > 0;
    hasFailed = false;
    clearNotice("connection");
    const results = new Map(answer.results.map((result) => [result.id, result]));
    pending = pending.filter((one) => !results.has(one.id));
    for (const one of changes) settle(one, results.get(one.id));
    for (const news of answer.others) hear(news);
    store();
    if (isTold) tell();
    if (isLeaving) leave();
  }

  function settle(one, result) {
    clearNotice(one.field);
    if (result.outcome === "applied") {
      known.set(one.field, one.is);
      pending = pending.filter((other) => other.field !== one.field || !other.waits);
      if (one.field === "roll_call") rollCallSaved();
      if (one.field === "held_on") location.reload();
    } else if (result.outcome === "refused") {
      keep(one, known.get(one.field) ?? "");
      notice(one.field, "error", result.message);
    } else {
      known.set(one.field, result.now);
      keep(one, one.was);
      askWhich(one, result);
    }
  }

  function hear(news) {
    const isHere = controlsOf(news.field).length > 0;
    if (news.field === "held_on" || (!isHere && /^(guest|attendance)\./.test(news.field))) {
      notice("page", "info", `Đồng chí ${news.by} vừa sửa biên bản.`, [
        ["Tải lại trang", () => location.reload()],
      ]);
      return;
    }
    // Whoever only calls the roll has no minutes on the page.
    if (!isHere) return;
    known.set(news.field, news.is);
    const mine = pending.find((one) => one.field === news.field);
    if (mine && isAsked(news.field)) askWhich(mine, { ...news, now: news.is });
    if (mine) return;
    if (news.field === "roll_call") rollCallSaved();
    else show(news.field, news.is);
    notice(news.field, "info", `Đồng chí ${news.by} vừa sửa mục này lúc ${news.at}.`);
  }

  async function refuse(response) {
    if (response.status === 401 || (response.status === 403 && (await isSignedOut()))) {
      const next = encodeURIComponent(location.pathname);
      notice("connection", "warn", "Phiên làm việc đã hết. Những gì đồng chí ghi vẫn giữ trên máy này và sẽ được lưu sau khi đăng nhập lại.", [
        ["Đăng nhập lại", () => location.assign(`/dang-nhap/?next=${next}`)],
      ]);
      fail();
      return;
    }
    if (response.status >= 500 || response.status === 429) {
      fail();
      return;
    }
    isClosed = true;
    const told = await response.json().catch(() => ({}));
    const reason = told.error ?? "Đồng chí không còn quyền ghi biên bản này.";
    notice("connection", "error", `${reason} Những gì chưa lưu vẫn còn trên trang; đồng chí hãy sao chép lại nếu cần.`);
    tell();
  }

  // A right taken back answers 403, and so does a session that lost its cookies.
  async function isSignedOut() {
    const page = await fetch(location.pathname, { redirect: "manual" });
    return page.type === "opaqueredirect";
  }

  // Telling the writer

  function tell() {
    const [state, words] = stateInWords();
    saved.dataset.state = state;
    saved.textContent = words;
  }

  function stateInWords() {
    const clock = new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
    const waiting = `${pending.length} thay đổi đang giữ trên máy này`;
    if (isClosed) return ["error", "Không lưu được nữa"];
    if (hasFailed && pending.length) return ["offline", `Chưa gửi được; ${waiting}`];
    if (hasFailed) return ["offline", "Mất kết nối"];
    if (nextToSend().length) return ["saving", "Đang lưu…"];
    if (pending.length) return ["error", "Có mục chưa lưu; đồng chí xem chỗ báo"];
    return ["saved", `Đã lưu lúc ${clock}`];
  }

  function notice(field, look, text, actions = []) {
    clearNotice(field);
    const box = document.createElement("div");
    box.className = `notice notice-${look}`;
    box.dataset.notice = field;
    box.setAttribute("role", look === "info" ? "status" : "alert");
    const words = document.createElement("p");
    words.textContent = text;
    box.append(words);
    addActions(box, actions);
    boxOf(field).append(box);
    box.closest("details")?.setAttribute("open", "");
    return box;
  }

  function addActions(box, actions) {
    for (const [label, act] of actions) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary btn-small";
      button.textContent = label;
      button.addEventListener("click", () => {
        box.remove();
        act();
      });
      box.append(button);
    }
  }

  function clearNotice(field) {
    for (const box of form.querySelectorAll("[data-notice]")) {
      if (box.dataset.notice === field) box.remove();
    }
  }

  function isAsked(field) {
    return form.querySelector(`.conflict[data-notice="${field}"]`) !== null;
  }

  function askWhich(one, result) {
    for (const mine of pending) mine.waits ||= mine.field === one.field;
    const who = result.by ? `Đồng chí ${result.by} đã sửa mục này lúc ${result.at}.` : "Mục này vừa được sửa ở nơi khác.";
    const box = notice(one.field, "warn", who);
    box.classList.add("conflict");
    const sides = document.createElement("div");
    sides.className = "conflict-sides";
    sides.append(
      side("Bản của đồng chí", inWords(one.field, one.is), "Giữ bản của tôi", () => {
        drop(one.field);
        change(one.field, read(one.field) ?? one.is);
        now();
      }, box),
      side("Bản đã lưu trước", inWords(one.field, result.now), "Dùng bản này", () => {
        drop(one.field);
        show(one.field, result.now);
        store();
        tell();
      }, box),
    );
    box.append(sides);
  }

  function side(title, text, label, act, box) {
    const part = document.createElement("div");
    const heading = document.createElement("h3");
    const words = document.createElement("p");
    heading.textContent = title;
    words.textContent = text || "(để trống)";
    words.className = "conflict-text";
    part.append(heading, words);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary btn-small";
    button.textContent = label;
    button.addEventListener("click", () => {
      box.remove();
      act();
    });
    part.append(button);
    return part;
  }

  // The roll call

  function count() {
    if (!counter) return;
    const tally = { official: [0, 0], probationary: [0, 0] };
    for (const line of form.querySelectorAll("[data-line]")) {
      const part = tally[line.dataset.line];
      part[1] += 1;
      part[0] += line.querySelector('[type="radio"][value="present"]')?.checked ? 1 : 0;
    }
    const [official, probationary] = [tally.official, tally.probationary];
    counter.querySelector("strong").textContent =
      `${official[0] + probationary[0]}/${official[1] + probationary[1]}`;
    counter.querySelector(".counter-parts").textContent =
      `(chính thức ${official.join("/")}, dự bị ${probationary.join("/")})`;
  }

  function saveRollCall(event) {
    event.preventDefault();
    if (asksForReason()) return;
    if (!rollCall.dataset.rollCall) change("roll_call", "saved");
    now();
  }

  function asksForReason() {
    const open = [...rollCall.querySelectorAll("[data-field]")].find(
      (fieldset) => read(fieldset.dataset.field) === null,
    );
    if (!open) return false;
    notice(open.dataset.field, "error", "Hãy chọn lý do vắng.");
    open.scrollIntoView({ block: "center" });
    open.querySelector("[data-reasons] input").focus();
    return true;
  }

  function rollCallSaved() {
    known.set("roll_call", "saved");
    rollCall.dataset.rollCall = "saved";
    notice("roll_call", "done", "Đã lưu điểm danh. Từ nay sửa ai thì tự lưu ngay.");
    rollCall.querySelector("[data-save-roll-call]").hidden = true;
  }

  // Guests

  function addGuest(key) {
    const list = form.querySelector("[data-guests]");
    const row = list.lastElementChild.cloneNode(true);
    for (const [index, part] of ["name", "title"].entries()) {
      const field = `guest.${key}.${part}`;
      const id = field.replaceAll(".", "-");
      const box = row.children[index];
      box.id = `f-${id}`;
      for (const old of box.querySelectorAll("[data-notice]")) old.remove();
      box.querySelector("label").htmlFor = id;
      const input = box.querySelector("input:not([type=hidden])");
      Object.assign(input, { id, name: field, value: "" });
      box.querySelector("[type=hidden]")?.remove();
      known.set(field, "");
    }
    list.append(row);
    return row;
  }

  // Start

  for (const control of [...form.elements]) {
    if (control.name.startsWith("was.")) known.set(control.name.slice(4), control.value.replaceAll("\r\n", "\n"));
  }
  for (const one of pending) {
    // Asked again, so that the writer is shown again what stands against it.
    Object.assign(one, { tried: true, waits: false });
    if (one.field.startsWith("guest.") && !known.has(one.field)) addGuest(one.field.split(".")[1]);
    if (one.field !== "roll_call") show(one.field, one.is);
  }
  store();

  function write(control) {
    const field = fieldOf(control);
    if (!field) return;
    const value = read(field);
    count();
    if (value === null) return;
    change(field, value);
    soon(control.type === "radio" ? 300 : WAIT_FOR_TYPING);
  }

  // The minutes are read and sealed on the next page: nothing may still be on its way.
  function leave() {
    if (!pending.length) location.assign(form.querySelector("[data-review]").href);
    else if (!nextToSend().length) {
      isLeaving = false;
      form.querySelector(".notice[role=alert]")?.scrollIntoView({ block: "center" });
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.name !== "held_on") write(event.target);
  });
  // Another day has another roster, so the page loads anew: not for a day half typed.
  form.elements.held_on?.addEventListener("change", (event) => write(event.target));
  form.querySelector("[data-review]").addEventListener("click", (event) => {
    const mustStay = asksForReason();
    if (!mustStay && (isClosed || !pending.length)) return;
    event.preventDefault();
    isLeaving = !mustStay;
    now();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
  });
  rollCall.querySelector("[data-save-roll-call]")?.addEventListener("click", saveRollCall);
  // What is written saves itself.
  form.querySelector("[data-save]").hidden = true;
  if (rollCall.dataset.rollCall) rollCall.querySelector("[data-save-roll-call]").hidden = true;
  const addButton = form.querySelector("[data-add-guest]");
  addButton.hidden = false;
  addButton.addEventListener("click", () => {
    const last = form.querySelector("[data-guests]").lastElementChild;
    const isFree = [...last.querySelectorAll(".form-control")].every((input) => !input.value);
    (isFree ? last : addGuest(newId())).querySelector(".form-control").focus();
  });
  window.addEventListener("online", () => now());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") now();
  });
  // What was typed in the last second leaves with the page.
  window.addEventListener("pagehide", store);

  count();
  soon(pending.length ? 0 : LOOK_FOR_OTHERS);
}
