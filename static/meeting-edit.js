// The editor of a meeting: the roll call, and what joins the other scripts.
"use strict";

{
  const { form, known, read, change, soon, now, notice } = minutes;
  const rollCall = form.querySelector("[data-roll-call]");

  // The roll call

  function saveRollCall(event) {
    event.preventDefault();
    if (asksForReason()) return;
    if (!rollCall.dataset.rollCall) change("roll_call", "saved");
    now();
  }

  function openReason() {
    const lines = rollCall.querySelectorAll('[data-field^="attendance."]');
    return [...lines].find((line) => read(line.dataset.field) === null);
  }

  function asksForReason() {
    const open = openReason();
    if (!open) return false;
    notice(open.dataset.field, "error", "Hãy chọn lý do vắng.");
    open.scrollIntoView({ block: "center" });
    open.querySelector("[data-reasons] input").focus();
    return true;
  }

  // The roll call counts once it was saved as a whole; until then the bar says so.
  minutes.isRollCallOpen = () => !rollCall.dataset.rollCall && Boolean(rollCall.querySelector("[data-save-roll-call]"));
  minutes.lacksReason = () => Boolean(rollCall.dataset.rollCall && openReason());

  minutes.rollCallSaved = () => {
    known.set("roll_call", "saved");
    rollCall.dataset.rollCall = "saved";
    notice("roll_call", "done", "Đã lưu điểm danh. Từ nay sửa ai thì tự lưu ngay.");
    rollCall.querySelector("[data-save-roll-call]").hidden = true;
  };

  // Who was absent neither came late nor left early; the server drops the times too.
  minutes.forgetTimes = (field, value) => {
    if (value === "present") return;
    for (const name of ["arrived", "left"]) {
      const time = field.replace("attendance", name);
      known.set(time, "");
      minutes.show(time, "");
    }
  };

  function clearTimes(field) {
    if (read(field) === "present") return;
    for (const name of ["arrived", "left"]) {
      const time = field.replace("attendance", name);
      if (!read(time)) continue;
      minutes.show(time, "");
      change(time, "");
    }
  }

  // Writing

  function write(control) {
    const field = minutes.fieldOf(control);
    if (!field) return;
    const value = read(field);
    minutes.refresh();
    if (value === null) {
      minutes.tell();
      return;
    }
    minutes.place(control.closest("[data-row]"));
    if (field.startsWith("attendance.")) clearTimes(field);
    clearInvalid(field, value);
    change(field, value);
    proposeBallot(field, value);
    if (/^(guest|item|motion|resolution)\./.test(field)) minutes.offerAll();
    if (control.type === "radio") soon(WAIT_FOR_TAPS);
    else soon();
  }

  // Hands are all valid, and the server refuses a vote that says otherwise.
  function clearInvalid(field, value) {
    const invalid = field.replace(/\.method$/, ".votes_invalid");
    if (invalid === field || value !== "hands" || !read(invalid)) return;
    minutes.show(invalid, "");
    change(invalid, "");
  }

  // An election is by ballot as a rule; who counted hands says so afterwards.
  function proposeBallot(field, kind) {
    const [method, votes] = ["method", "votes_for"].map((part) => field.replace(/\.kind$/, `.${part}`));
    if (method === field || kind !== "election" || read(votes) || read(method) === "ballot") return;
    minutes.show(method, "ballot");
    change(method, "ballot");
  }

  const WAIT_FOR_TAPS = 300;
  // A day or a time half typed is no mistake yet.
  const isWhole = (name) => name !== "held_on" && !name.endsWith(".due_on");

  minutes.learn(form);
  minutes.takeUp();

  form.addEventListener("input", (event) => {
    if (isWhole(event.target.name) || !event.isTrusted) write(event.target);
  });
  form.addEventListener("change", (event) => {
    if (!isWhole(event.target.name)) write(event.target);
  });
  form.querySelector("[data-review]").addEventListener("click", (event) => {
    const mustStay = asksForReason();
    if (!mustStay && minutes.mayLeave()) return;
    event.preventDefault();
    if (!mustStay) minutes.leaveWhenStored();
  });
  // By any other link too: who is marked absent without a reason is not marked at all.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.hash && link.pathname === location.pathname) return;
    if (minutes.lacksReason() && asksForReason()) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
  });
  rollCall.querySelector("[data-save-roll-call]")?.addEventListener("click", saveRollCall);
  // What is written saves itself, and the link leads on when it has.
  form.querySelector("[data-save]").hidden = true;
  form.querySelector("[data-review]").hidden = false;
  if (rollCall.dataset.rollCall && rollCall.querySelector("[data-save-roll-call]")) {
    rollCall.querySelector("[data-save-roll-call]").hidden = true;
  }
  window.addEventListener("online", () => now());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") now();
  });
  // What was typed in the last second leaves with the page.
  window.addEventListener("pagehide", minutes.store);

  // A link to a part that is folded opens it, and one to a field goes into the field.
  function unfoldTarget() {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target) return;
    minutes.unfold(target);
    if (!target.id.startsWith("f-")) return;
    const controls = target.querySelectorAll("input:not([type=hidden]), select, textarea, button");
    const chosen = [...controls].find((control) => control.checked) ?? controls[0];
    chosen?.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", unfoldTarget);
  unfoldTarget();
  // The browser itself goes to the target once all is loaded, and drops the focus.
  window.addEventListener("load", () => setTimeout(unfoldTarget));
  minutes.refresh();
}
