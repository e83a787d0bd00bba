// The changes of the editor: it sends changes, not forms, and loses none.
//
// A change is {id, field, was, is}. It is kept in this browser from the moment it is
// made until the server has answered it, so writing goes on without a network, after
// the session ended and over a reload; the server applies each id once. One that somebody
// else's change or a rule keeps from being stored waits here until the writer decides.
"use strict";

{
  const { form, known, notice, clearNotice, isAsked } = minutes;
  const saved = form.querySelector("[data-saved]");
  const storageKey = `bien-ban:${form.dataset.user}:${form.dataset.meeting}`;
  const WAIT_FOR_TYPING = 900;
  const WAIT_AFTER_FAILURE = 10000;
  const WAIT_FOR_ANSWER = 30000;
  const LOOK_FOR_OTHERS = 30000;
  const MOST_LETTERS_AT_ONCE = 250000;
  const LONGEST_TEXT = Number(form.dataset.longest);
  const TOO_LONG = `Mục này quá dài nên chưa lưu được: mỗi mục dài nhất ${LONGEST_TEXT.toLocaleString("vi")} ký tự. Những gì đồng chí ghi vẫn giữ trên máy này; đồng chí hãy rút ngắn, hoặc chuyển bớt sang mục khác.`;

  let version = Number(form.dataset.version);
  let pending = load();
  // Every change this page has held; what else is stored belongs to another tab.
  const held = new Set();
  let isSending = false;
  let hasFailed = false;
  let timer = null;
  let isClosed = false;
  let isLeaving = false;

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

  function change(field, value) {
    // What was tried may have arrived although its answer did not: it stays as it is,
    // and the next change follows on it. No id ever names two texts: another tab may
    // have taken the first one from the storage and sent it.
    const untried = pending.find((one) => one.field === field && !one.tried);
    const waits = isAsked(field) || isTooLong(value);
    if (untried?.waits && !waits) clearNotice(field);
    if (untried) Object.assign(untried, { id: minutes.newId(), is: value, waits });
    else pending.push({ id: minutes.newId(), field, was: lastSent(field), is: value, waits });
    pending = pending.filter((one) => one.is !== one.was || one.tried || one.waits);
    store();
    tell();
    if (isTooLong(value)) sayTooLong(field);
  }

  // The server would refuse it, counting letters as here; said at once, it can be mended
  // by whoever has no network too.
  function isTooLong(text) {
    return text.length > LONGEST_TEXT && [...text.normalize("NFC")].length > LONGEST_TEXT;
  }

  function sayTooLong(field) {
    if (!isAsked(field) && !form.querySelector(`.notice-error[data-notice="${field}"]`)) notice(field, "error", TOO_LONG);
  }

  function drop(field) {
    pending = pending.filter((one) => one.field !== field);
  }

  // Keep what was not stored, with what was typed since; while both texts are shown,
  // nothing of it is sent, or the next letter would overwrite the other text.
  function keep(one, was) {
    if (one.field === "roll_call" || !known.has(one.field)) return;
    const newer = pending.find((other) => other.field === one.field);
    if (!newer) pending.push({ id: minutes.newId(), field: one.field, was, is: one.is, waits: true });
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
    return atOnce(tried.length ? tried : due);
  }

  // The server takes a megabyte, and a letter may need three bytes; the rest goes next.
  function atOnce(changes) {
    let room = MOST_LETTERS_AT_ONCE;
    return changes.filter((one, place) => {
      room -= one.was.length + one.is.length;
      return room >= 0 || !place;
    });
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
    for (const one of pending) if (isTooLong(one.is)) sayTooLong(one.field);
    minutes.makeRoomFor(answer.others);
    for (const news of answer.others) hear(news);
    minutes.clearAway(answer.others);
    store();
    if (isTold) tell();
    if (isLeaving) leave();
  }

  function settle(one, result) {
    clearNotice(one.field);
    if (result.outcome === "applied") {
      known.set(one.field, one.is);
      pending = pending.filter((other) => other.field !== one.field || !other.waits || isTooLong(other.is));
      if (one.field === "roll_call") minutes.rollCallSaved();
      if (one.field === "held_on") location.reload();
    } else if (result.outcome === "refused") {
      keep(one, known.get(one.field) ?? "");
      notice(one.field, "error", result.message);
    } else {
      known.set(one.field, result.now);
      keep(one, one.was);
      ask(one, result);
    }
  }

  function ask(one, result) {
    for (const mine of pending) mine.waits ||= mine.field === one.field;
    minutes.askWhich(one, result, {
      keepMine() {
        drop(one.field);
        change(one.field, minutes.read(one.field) ?? one.is);
        now();
      },
      useOther() {
        drop(one.field);
        minutes.show(one.field, result.now);
        store();
        tell();
      },
    });
  }

  function hear(news) {
    if (news.field === "held_on" || (!known.has(news.field) && /^attendance\./.test(news.field))) {
      notice("page", "info", `Đồng chí ${news.by} vừa sửa biên bản.`, [
        ["Tải lại trang", () => location.reload()],
      ]);
      return;
    }
    // Whoever only calls the roll has no minutes on the page.
    if (!known.has(news.field)) return;
    known.set(news.field, news.is);
    const mine = pending.find((one) => one.field === news.field);
    if (mine && isAsked(news.field)) ask(mine, { ...news, now: news.is });
    if (mine) return;
    if (news.field === "roll_call") minutes.rollCallSaved();
    else minutes.show(news.field, news.is);
    minutes.follow(news.field, news.is);
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
    if (hasFailed) return ["offline", "Mất kết nối; đồng chí cứ ghi tiếp"];
    if (nextToSend().length) return ["saving", "Đang lưu…"];
    if (pending.length) return ["error", "Có mục chưa lưu; đồng chí xem chỗ báo lỗi"];
    if (minutes.lacksReason()) return ["error", "Còn người vắng chưa chọn lý do"];
    if (minutes.isRollCallOpen()) return ["saved", `Đã lưu lúc ${clock}; chưa lưu điểm danh`];
    return ["saved", `Đã lưu lúc ${clock}`];
  }

  // The minutes are read and sealed on the next page: nothing may still be on its way.
  function leave() {
    if (!pending.length) location.assign(form.querySelector("[data-review]").href);
    else if (!nextToSend().length) {
      isLeaving = false;
      form.querySelector(".notice[role=alert]")?.scrollIntoView({ block: "center" });
    }
  }

  function leaveWhenStored() {
    isLeaving = true;
    now();
  }

  // What an earlier visit left here is shown again and asked again, so that the writer
  // sees again what stands against it.
  function takeUp() {
    minutes.makeRoomFor(pending);
    for (const one of pending) {
      const isRefused = isTooLong(one.is);
      Object.assign(one, { tried: !isRefused, waits: isRefused });
      if (one.field !== "roll_call") minutes.show(one.field, one.is);
      if (isRefused) sayTooLong(one.field);
    }
    store();
    soon(pending.length ? 0 : LOOK_FOR_OTHERS);
  }

  Object.assign(minutes, {
    change,
    lastSent,
    soon,
    now,
    store,
    tell,
    takeUp,
    leaveWhenStored,
    // Without a network the next page is the browser's own, that nothing came.
    mayLeave: () => isClosed || (!pending.length && !hasFailed && navigator.onLine),
    hasPending: (field) => pending.some((one) => one.field === field),
  });
}
