// Who is there, and whether a vote carries: in whole numbers, from what the page tells
// of the roll call and of the rule. The words are those of cells.voting.
"use strict";

{
  const { form, read } = minutes;
  const counter = form.querySelector("[data-counter]");
  const votes = form.querySelector("[data-entitled]");
  const frame = form.querySelector("[data-grades]");

  function isPresent(line) {
    return line.querySelector('[type="radio"][value="present"]')?.checked ?? false;
  }

  function count() {
    if (!counter) return;
    const tally = { official: [0, 0], probationary: [0, 0] };
    for (const line of form.querySelectorAll("[data-line]")) {
      const part = tally[line.dataset.line];
      part[1] += 1;
      part[0] += isPresent(line) ? 1 : 0;
    }
    const [official, probationary] = [tally.official, tally.probationary];
    const all = `${official[0] + probationary[0]}/${official[1] + probationary[1]}`;
    counter.querySelector("strong").textContent = all;
    form.querySelector("[data-present]").textContent = all;
    counter.querySelector(".counter-parts").textContent =
      `(chính thức ${official.join("/")}, dự bị ${probationary.join("/")})`;
  }

  // Who of the entitled was there at a time, or at all without one.
  function room(at) {
    return [...form.querySelectorAll("[data-votes]")].filter((line) => {
      if (!isPresent(line)) return false;
      const arrived = read(`arrived.${line.dataset.member}`);
      const left = read(`left.${line.dataset.member}`);
      return !at || ((!arrived || arrived <= at) && (!left || at < left));
    }).length;
  }

  minutes.isSteady = () => ![...form.querySelectorAll("[data-votes]")].some(
    ({ dataset }) => read(`arrived.${dataset.member}`) || read(`left.${dataset.member}`),
  );

  function least({ part, whole, over }, base) {
    const number = Math.ceil((Number(part) * base) / Number(whole));
    return over && number * Number(whole) === Number(part) * base ? number + 1 : number;
  }

  function percent(part, whole) {
    if (part === 0 || part === whole) return `${part ? 100 : 0}\u00a0%`;
    const tenths = Math.min(Math.max(Math.floor((2000 * part + whole) / (2 * whole)), 1), 999);
    return `${Math.floor(tenths / 10)},${tenths % 10}\u00a0%`;
  }

  function judge(row) {
    const box = row.querySelector("[data-verdict]");
    const rule = row.querySelector("[data-kind]").selectedOptions[0].dataset;
    const numbers = ["for", "against", "abstain", "invalid"].map((name) => {
      const text = read(minutes.fieldOfRow(row, `votes_${name}`));
      return /^\d+$/.test(text) ? Number(text) : null;
    });
    delete box.dataset.carried;
    box.textContent = "";
    if (!rule.part || !form.querySelector("[data-line]")) return;
    const [entitled, there] = [Number(votes.dataset.entitled), room(read(minutes.fieldOfRow(row, "voted_at")))];
    const cast = numbers.reduce((sum, number) => sum + (number ?? 0), 0);
    const base = { official: entitled, present: there, cast }[rule.base];
    if (numbers[0] === null) {
      box.textContent = base ? `Cần ít nhất ${least(rule, base)}/${base} đồng chí tán thành. Đang có mặt ${there}.` : "";
      return;
    }
    if (cast > there) {
      box.dataset.carried = "";
      box.textContent = `Ghi ${cast} phiếu, nhưng lúc đó chỉ có ${there} đảng viên có quyền biểu quyết.`;
      return;
    }
    const isCarried = base > 0 && numbers[0] >= least(rule, base);
    const isElection = read(minutes.fieldOfRow(row, "kind")) === "election";
    const outcome = isElection ? "trúng cử" : "được thông qua";
    box.dataset.carried = isCarried ? "1" : "";
    box.textContent =
      `tán thành ${numbers[0]}/${base} đồng chí, bằng ${percent(numbers[0], base)} ` +
      `so với ${rule.of}: ${isCarried ? "" : "không "}${outcome}`;
  }

  function allFor(row) {
    const there = room(read(minutes.fieldOfRow(row, "voted_at")));
    for (const [name, number] of [["for", there], ["against", 0], ["abstain", 0]]) {
      const input = form.elements.namedItem(minutes.fieldOfRow(row, `votes_${name}`));
      input.value = number;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // The grade is said once every criterion has its points.
  function grade() {
    const inputs = [...(frame?.querySelectorAll("[data-most]") ?? [])];
    const given = inputs.filter((input) => /^\d+$/.test(input.value));
    if (!inputs.length) return;
    const sum = given.reduce((all, input) => all + Number(input.value), 0);
    const most = inputs.reduce((all, input) => all + Number(input.dataset.most), 0);
    const grades = frame.dataset.grades.split(";").filter(Boolean).map((words) => words.split(":"));
    const reached = grades.filter(([from]) => sum >= Number(from)).sort((a, b) => b[0] - a[0])[0];
    const isWhole = given.length === inputs.length;
    frame.querySelector("[data-note]").textContent =
      given.length ? `${sum}/${most} điểm${isWhole && reached ? `, ${reached[1]}` : ""}` : "chưa chấm";
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-all-for]");
    if (button) allFor(button.closest("[data-row]"));
  });

  minutes.refresh = () => {
    count();
    for (const row of minutes.rowsOf("motion")) judge(row);
    grade();
    minutes.summarise();
  };
}
