/* Days recount while times are typed: the learner's form, and a day that is corrected for him or by the mentor. The
   learner's form shows which outcomes the tasks suggest. */
"use strict";
(() => {
  const one = (selector, root) => root.querySelector(selector);
  const all = (selector, root) => [...root.querySelectorAll(selector)];
  const NBSP = "\u00a0";
  const DAY = 24 * 60;

  const minutesOf = (text) => {
    const found = /^(\d{1,2}):(\d{2})/.exec(text);
    return found ? Number(found[1]) * 60 + Number(found[2]) : NaN;
  };
  const net = (starts, ends, pause) => {
    const [from, to] = [starts, ends].map(minutesOf);
    return ((to - from + DAY) % DAY || DAY) - Number(pause || 0);
  };
  const academic = (minutes, form) => {
    const hours = String(Math.round((minutes / Number(form.dataset.hourMinutes)) * 100) / 100);
    const mark = document.documentElement.lang === "en" ? "." : ",";
    return hours.replace(".", mark) + NBSP + form.dataset.unit;
  };
  const clock = (minutes, form) => {
    const hours = Math.floor(minutes / 60);
    const parts = hours ? [hours + NBSP + form.dataset.hours] : [];
    if (minutes % 60 || !hours) parts.push((minutes % 60) + NBSP + form.dataset.minutes);
    return parts.join(" ");
  };
  const recount = (form) => {
    const { starts, ends, break_minutes: rest } = form.elements;
    const minutes = net(starts.value, ends.value, rest.value);
    const label = one("[data-log-label]", form);
    const known = minutes > 0;
    label.textContent = label.dataset.label + (known ? " · " + academic(minutes, form) : "");
    const amount = one("[data-log-amount]", form);
    if (amount) amount.textContent = known ? clock(minutes, form) + " = " + academic(minutes, form) : "";
    const times = one("[data-log-times]", form);
    if (!times) return;
    times.textContent = form.elements.starts.value.slice(0, 5) + "–" + form.elements.ends.value.slice(0, 5);
    const pause = one("[data-log-break]", form);
    pause.textContent = pause.dataset.label.replace("{n}", form.elements.break_minutes.value || "0");
  };

  /* What the corrected times come to, beside what they were. */
  const recountDay = (row) => {
    const typed = (name) => one(`input[name*="${name}"]`, row).value;
    const minutes = net(typed("starts"), typed("ends"), typed("break"));
    const line = one("[data-day-amount]", row);
    const amount = clock(minutes, line) + " = " + academic(minutes, line);
    const { words, former } = line.dataset;
    line.textContent = minutes > 0 ? words.replace("{now}", amount).replace("{former}", former) : "";
  };
  const watchDay = (line) => {
    const row = line.closest(".day");
    row.addEventListener("input", () => recountDay(row));
    recountDay(row);
  };

  /* Outcomes are suggested until the learner chooses some himself. */
  const suggest = (form) => {
    const known = JSON.parse(form.dataset.outcomes);
    const chosen = all("[name=chips]:checked", form).flatMap((chip) => known[chip.value] || []).map(String);
    all("[name=outcomes]", form).forEach((box) => { box.checked = chosen.includes(box.value); });
  };
  const tell = (form) => {
    const line = one("[data-log-outcomes]", form);
    const names = all("[name=outcomes]:checked", form).map((box) => box.closest("label").textContent.trim());
    const text = one("span", line);
    text.dataset.first ??= text.textContent;
    text.textContent = names.length ? line.dataset.label + ": " + names.join("; ") : text.dataset.first;
  };
  const watch = (form) => {
    let isOwn = all("[name=outcomes]:checked", form).length > 0;
    form.addEventListener("change", (event) => {
      if (event.target.name === "outcomes") isOwn = true;
      if (event.target.name === "chips" && !isOwn) suggest(form);
      tell(form);
    });
    form.addEventListener("input", () => recount(form));
    form.addEventListener("submit", () => { form.elements.device_at.value = new Date().toISOString(); });
    recount(form);
    tell(form);
  };
  const start = () => {
    all("form[data-log]", document).forEach(watch);
    all("[data-day-amount]", document).forEach(watchDay);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
