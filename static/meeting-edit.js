// The editor of a meeting: it sends changes, not forms, and loses none.
//
// A change is {id, field, was, is}. It is kept in this browser from the moment it is
// made until the server has answered it, so writing goes on without a network, after
// the session ended and over a reload; the server applies each id once.
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
  const LOOK_FOR_OTHERS = 30000;

  let version = Number(form.dataset.version);
  let pending = load();
  let isSending = false;
  let hasFailed = false;
  let timer = null;
  let isClosed = false;
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
    if (controls[0]?.type !== "radio") {
      return controls[0] ? controls[0].value.replaceAll("\r\n", "\n") : "";
    }
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
    try {
      if (pending.length) localStorage.setItem(storageKey, JSON.stringify(pending));
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

  function change(field, value, was = lastSent(field)) {
    // What was tried may have arrived although its answer did not: it stays as it is,
    // and the next change follows on it.
    const untried = pending.find((one) => one.field === field && !one.tried);
    if (untried) untried.is = value;
    else pending.push({ id: newId(), field, was, is: value });
    pending = pending.filter((one) => one.is !== one.was || one.tried);
    store();
    tell();
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
    const changes = [...pending];
    for (const one of changes) one.tried = true;
    store();
    if (changes.length) tell("saving");
    hasFailed = false;
    try {
      const response = await fetch(form.dataset.url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          "X-CSRFToken": csrfToken(),
        },
        body: JSON.stringify({ version, changes }),
      });
      if (response.ok) take(await response.json(), changes);
      else await refuse(response);
    } catch {
      fail();
    }
    isSending = false;
    if (!isClosed) soon(pending.length ? WAIT_FOR_TYPING : LOOK_FOR_OTHERS);
  }

  function fail() {
    hasFailed = true;
    tell("offline");
  }

  function csrfToken() {
    // Read anew each time: signing in again in another tab changes it.
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
  }

  function soon(wait = WAIT_FOR_TYPING) {
    clearTimeout(timer);
    // Each try fixes what it sends, so without a network there are few of them.
    timer = setTimeout(send, hasFailed ? Math.max(wait, WAIT_AFTER_FAILURE) : wait);
  }

  // Once, when something tells that the network may be back or the writer asks for it.
  function now() {
    hasFailed = false;
    soon(0);
  }

  function take(answer, changes) {
    version = answer.version;
    clearNotice("connection");
    const results = new Map(answer.results.map((result) => [result.id, result]));
    for (const one of changes) {
      const result = results.get(one.id);
      if (!result) continue;
      pending = pending.filter((other) => other.id !== one.id);
      settle(one, result);
    }
    for (const news of answer.others) {
      // Where both texts are shown, the writer decides.
      if (!form.querySelector(`.conflict[data-notice="${news.field}"]`)) hear(news);
    }
    store();
    if (changes.length) tell();
  }

  function settle(one, result) {
    clearNotice(one.field);
    if (result.outcome === "applied") {
      known.set(one.field, one.is);
      if (one.field === "roll_call") rollCallSaved();
      if (one.field === "held_on") location.reload();
    } else if (result.outcome === "refused") {
      notice(one.field, "error", result.message);
    } else {
      known.set(one.field, result.now);
      askWhich(one, result);
    }
  }

  function hear(news) {
    if (news.field === "held_on" || (news.field.startsWith("guest.") && !known.has(news.field))) {
      notice("page", "info", `Đồng chí ${news.by} vừa sửa biên bản.`, [
        ["Tải lại trang", () => location.reload()],
      ]);
      return;
    }
    known.set(news.field, news.is);
    if (pending.some((one) => one.field === news.field)) return;
    if (news.field === "roll_call") rollCallSaved();
    else show(news.field, news.is);
    notice(news.field, "info", `Đồng chí ${news.by} vừa sửa mục này lúc ${news.at}.`);
  }

  async function refuse(response) {
    if (response.status === 401 || response.status === 403) {
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
    tell("error");
  }

  // Telling the writer

  function tell(state) {
    const next = state ?? (pending.length ? "saving" : "saved");
    const clock = new Date().toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit" });
    const words = {
      saved: `Đã lưu lúc ${clock}`,
      saving: "Đang lưu…",
      offline: `Chưa gửi được; ${pending.length} thay đổi đang giữ trên máy này`,
      error: "Không lưu được nữa",
    };
    saved.dataset.state = next;
    saved.textContent = words[next];
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

  function askWhich(one, result) {
    const who = result.by ? `Đồng chí ${result.by} đã sửa mục này lúc ${result.at}.` : "Mục này vừa được sửa ở nơi khác.";
    const box = notice(one.field, "warn", who);
    box.classList.add("conflict");
    const sides = document.createElement("div");
    sides.className = "conflict-sides";
    sides.append(
      side("Bản của đồng chí", inWords(one.field, one.is), "Giữ bản của tôi", () => {
        change(one.field, read(one.field) ?? one.is, result.now);
        now();
      }, box),
      side("Bản đã lưu trước", inWords(one.field, result.now), "Dùng bản này", () => {
        pending = pending.filter((other) => other.field !== one.field);
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
    const open = [...rollCall.querySelectorAll("[data-field]")].find(
      (fieldset) => read(fieldset.dataset.field) === null,
    );
    if (open) {
      notice(open.dataset.field, "error", "Hãy chọn lý do vắng.");
      open.scrollIntoView({ block: "center" });
      open.querySelector("[data-reasons] input").focus();
      return;
    }
    if (!rollCall.dataset.rollCall) change("roll_call", "saved", "");
    now();
  }

  function rollCallSaved() {
    known.set("roll_call", "saved");
    rollCall.dataset.rollCall = "saved";
    const total = counter.querySelector("strong").textContent;
    notice("roll_call", "done", `Đã lưu điểm danh: có mặt ${total} đồng chí.`);
    rollCall.querySelector("[data-save-roll-call]").textContent = "Lưu thay đổi";
  }

  // Guests

  function addGuest() {
    const list = form.querySelector("[data-guests]");
    const row = list.lastElementChild.cloneNode(true);
    const key = newId();
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
    if (one.field.startsWith("guest.") && !known.has(one.field)) restoreGuest(one.field);
    if (one.field !== "roll_call") show(one.field, one.is);
  }

  function restoreGuest(field) {
    const key = field.split(".")[1];
    const row = addGuest();
    for (const input of row.querySelectorAll("input")) {
      const part = input.name.split(".")[2];
      known.delete(input.name);
      input.name = `guest.${key}.${part}`;
      known.set(input.name, "");
    }
  }

  form.addEventListener("input", (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    const value = read(field);
    count();
    if (value === null) return;
    change(field, value);
    soon(event.target.type === "radio" ? 300 : WAIT_FOR_TYPING);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
  });
  rollCall.querySelector("[data-save-roll-call]")?.addEventListener("click", saveRollCall);
  // What is written saves itself.
  form.querySelector("[data-save]").hidden = true;
  const addButton = form.querySelector("[data-add-guest]");
  addButton.hidden = false;
  addButton.addEventListener("click", () => addGuest().querySelector("input").focus());
  window.addEventListener("online", () => now());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") now();
  });
  // What was typed in the last second leaves with the page.
  window.addEventListener("pagehide", store);

  count();
  soon(pending.length ? 0 : LOOK_FOR_OTHERS);
}
