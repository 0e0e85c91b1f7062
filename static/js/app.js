/* Small helps on top of pages that work without any script. */
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);

  /* A draft survives a change of language: kept for this tab only, put back once. */
  const DRAFT = "praktika-draft:" + location.pathname;
  const KEPT = "textarea, select, input:not([type=hidden]):not([type=password]):not([type=file]):not([autocomplete=one-time-code])";

  const keepDraft = () => {
    const values = all(KEPT).filter((field) => field.name && field.form && field.form.method === "post")
      .map((field) => [field.name, field.value, field.type, field.checked]);
    if (values.length) sessionStorage.setItem(DRAFT, JSON.stringify(values));
  };
  const restore = ([name, value, type, checked]) => {
    const isChoice = type === "radio" || type === "checkbox";
    const field = all(KEPT).find((each) => each.name === name && (!isChoice || each.value === value));
    if (!field) return;
    if (isChoice) field.checked = checked; else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const restoreDraft = () => {
    const kept = sessionStorage.getItem(DRAFT);
    if (!kept) return;
    sessionStorage.removeItem(DRAFT);
    JSON.parse(kept).forEach(restore);
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[hreflang]")) keepDraft();
  });

  /* Autosave: <form data-autosave="address">, 800 ms after the last key and on leaving a field; by POST with the field
     version, unless data-autosave-method and data-autosave-version name others. */
  const clock = () => new Date().toLocaleTimeString("et", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Tallinn" });
  const autosave = (form) => {
    const status = one("[data-autosave-status]", form) || one("[data-autosave-status]");
    const method = form.dataset.autosaveMethod || "POST";
    const version = form.elements[form.dataset.autosaveVersion || "version"];
    let timer = 0;
    let isSent = false;
    let isUnderWay = false;
    let sent = new URLSearchParams(new FormData(form)).toString();
    const tell = (text) => { if (status) status.textContent = text; };
    const save = async () => {
      clearTimeout(timer);
      // One at a time: a second one would name a version that the first has just replaced.
      if (isUnderWay) { timer = setTimeout(save, 300); return; }
      const body = new URLSearchParams(new FormData(form));
      if (body.toString() === sent || isSent) return;
      sent = body.toString();
      isUnderWay = true;
      try {
        const headers = { Accept: "application/json", "X-CSRFToken": body.get("csrfmiddlewaretoken") };
        const answer = await fetch(form.dataset.autosave, { method, body, headers, keepalive: true });
        if (answer.status === 409) { tell(status.dataset.conflict); return; }
        if (!answer.ok) throw new Error(String(answer.status));
        const result = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
        if (result.version !== undefined && version) {
          version.value = result.version;
          sent = new URLSearchParams(new FormData(form)).toString();
        }
        tell(status ? status.dataset.saved + clock() : "");
      } catch {
        sent = "";
        tell(status ? status.dataset.failed : "");
      } finally {
        isUnderWay = false;
      }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 800); });
    form.addEventListener("focusout", save);
    form.addEventListener("submit", () => { clearTimeout(timer); isSent = true; });
  };

  /* The host's week button says what it will do: <span data-recount> in a form with .day[data-minutes]. */
  const amount = (minutes, label) => {
    const hours = Math.round((minutes / Number(label.dataset.hourMinutes)) * 100) / 100;
    const mark = document.documentElement.lang === "en" ? "." : ",";
    return String(hours).replace(".", mark) + "\u00a0" + label.dataset.unit;
  };
  /* The words for one, few and other days; the number in them is replaced. */
  const daysOf = (label, verb, count) => {
    const rule = new Intl.PluralRules(document.documentElement.lang).select(count);
    const name = verb + { one: "One", few: "Few" }[rule];
    return (label.dataset[name] || label.dataset[verb + "Other"]).replace(/\d+/, count);
  };
  const recount = (form, label) => {
    const days = all(".day[data-minutes]", form);
    const chosen = (css) => days.filter((day) => one(css + " input:checked", day));
    const returned = chosen(".n");
    const corrected = chosen(".f");
    const right = chosen(".y");
    if (right.length === days.length || !one(".y", form)) { label.textContent = label.dataset.whole; return; }
    const minutes = right.reduce((sum, day) => sum + Number(day.dataset.minutes), 0);
    const parts = [];
    if (minutes) parts.push(label.dataset.confirm.replace("{amount}", amount(minutes, label)));
    if (corrected.length) parts.push(daysOf(label, "correct", corrected.length));
    if (returned.length) parts.push(daysOf(label, "return", returned.length));
    const text = parts.join(", ");
    label.textContent = text ? text[0].toUpperCase() + text.slice(1) : label.dataset.none;
  };
  const watchWeek = (label) => {
    const form = label.closest("form");
    label.dataset.none = label.textContent;
    form.addEventListener("change", () => recount(form, label));
    recount(form, label);
  };

  /* Theme: a cookie, so that the server sends the right one at once. */
  const chooseTheme = (button) => {
    const theme = button.dataset.themeChoice;
    document.cookie = "praktika_theme=" + theme + ";path=/;max-age=31536000;samesite=lax";
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    all("[data-theme-choice]").forEach((each) => {
      if (each === button) each.setAttribute("aria-current", "true"); else each.removeAttribute("aria-current");
    });
  };

  /* Single keys, only on pages that ask for them and never inside a field (WCAG 2.1.4). */
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  const step = (by) => {
    const rows = all("a.it");
    const now = rows.findIndex((row) => row === document.activeElement || row.getAttribute("aria-current") === "true");
    const next = rows[Math.min(Math.max(now + by, 0), rows.length - 1)];
    if (next) next.focus();
  };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.toUpperCase();
    if (key === "J" || key === "K") { step(key === "J" ? 1 : -1); event.preventDefault(); return; }
    const button = all("[aria-keyshortcuts]").find((each) => each.getAttribute("aria-keyshortcuts").toUpperCase() === key);
    if (button) { event.preventDefault(); button.click(); }
  };

  /* An undo stays in sight for ten seconds, and longer while it is looked at; every look at the page brings it back. */
  const UNDO_MS = 10000;
  const watchUndo = (bar) => {
    const close = () => {
      if (bar.matches(":hover, :focus-within")) setTimeout(close, 1000);
      else bar.hidden = true;
    };
    setTimeout(close, UNDO_MS);
  };

  const start = () => {
    restoreDraft();
    all("[data-undo]").forEach(watchUndo);
    all("form[data-autosave]").forEach(autosave);
    all("[data-recount]").forEach(watchWeek);
    all("[data-themes]").forEach((group) => { group.hidden = false; });
    all("[data-theme-choice]").forEach((button) => button.addEventListener("click", () => chooseTheme(button)));
    all("[data-copy]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value));
    });
    all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
    if (document.body.dataset.keys === "on") document.addEventListener("keydown", onKey);
    const summary = one("[data-error-summary]");
    if (summary && document.body.dataset.calm === undefined) summary.focus();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
