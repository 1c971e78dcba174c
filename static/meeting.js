// Keys of a meeting: which screen is seen, and what lies over it. Loads nothing.

const PAIR_MS = 800; // a second digit within this time belongs to the first
const NOTICE_MS = 30000;
const MOST_FOUND = 8;

const say = (tag, text, className) => {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
};

function begin() {
  const rule = say("style");
  const spoken = say("div");
  spoken.setAttribute("aria-live", "polite");
  spoken.style.cssText =
    "position:fixed;left:0;bottom:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);font-size:var(--meeting-em)";
  document.head.append(rule);
  document.body.append(spoken);
  const meeting = {
    at: Number((location.hash.match(/^#(\d+)$/) || [])[1] || 1),
    data: { slides: [], findable: [] },
    over: null,
    notice: null,
    toldOf: null,
    awaited: null,
    isBlank: false,
    isZoomed: false,
    digit: { text: "", at: 0 },
  };

  const count = () => meeting.data.slides.length;

  function draw() {
    if (!count()) return;
    meeting.at = Math.min(Math.max(meeting.at, 1), count());
    const slide = meeting.data.slides[meeting.at - 1];
    // Twice, to outdo the page's own rules wherever they stand.
    const seen = `.st-key-meeting_screen_${meeting.at}`.repeat(2);
    const chart = `.st-key-meeting_chart_${meeting.at}`.repeat(2);
    let text = `${seen}{visibility:visible;z-index:1000000}`;
    if (meeting.isZoomed) {
      const { left, top, width, height } = slide.chart;
      const by = Math.min(innerWidth / width, innerHeight / height) * 0.98;
      const x = (innerWidth - width * by) / 2 - left;
      const y = (innerHeight - height * by) / 2 - top;
      text += `${seen} .meeting-words{visibility:hidden}`;
      text += `${chart}{transform:translate(${x}px,${y}px) scale(${by})}`;
    }
    if (rule.textContent !== text) rule.textContent = text;
    if (spoken.textContent !== slide.title) spoken.textContent = slide.title;
    if (location.hash !== `#${meeting.at}`) {
      history.replaceState(history.state, "", `${location.pathname}${location.search}#${meeting.at}`);
    }
  }

  function close() {
    if (meeting.over) meeting.over.remove();
    meeting.over = null;
    meeting.awaited = null;
    meeting.isBlank = false;
  }

  function open(made, label) {
    close();
    made.classList.add("meeting-over");
    made.setAttribute("role", "dialog");
    made.setAttribute("aria-label", label);
    made.tabIndex = -1;
    document.body.append(made);
    meeting.over = made;
    made.focus();
  }

  function go(to) {
    close();
    meeting.isZoomed = false;
    meeting.at = to;
    draw();
  }

  function showCard(card, label) {
    const made = say("div", "", "meeting-card");
    made.append(say("h2", card.title));
    const list = say("dl");
    for (const [what, words] of card.lines) list.append(say("dt", what), say("dd", words));
    made.append(list);
    open(made, label);
  }

  function find() {
    const made = say("div", "", "meeting-find");
    const box = say("input");
    box.setAttribute("aria-label", "查找地区或项目");
    box.placeholder = "查找地区或项目";
    const list = say("ul");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "找到的地区和项目");
    let found = [];
    let chosen = 0;
    const mark = () =>
      [...list.children].forEach((row, index) =>
        row.setAttribute("aria-selected", String(index === chosen)),
      );
    const search = () => {
      const words = box.value.trim().toLowerCase();
      found = meeting.data.findable
        .filter(([, name]) => name.toLowerCase().includes(words))
        .slice(0, MOST_FOUND);
      chosen = 0;
      list.replaceChildren(...found.map(([, name]) => {
        const row = say("li", name);
        row.setAttribute("role", "option");
        return row;
      }));
      if (!found.length) list.append(say("li", `没有名字含“${box.value}”的地区或项目`));
      mark();
    };
    box.addEventListener("input", search);
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Escape") {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && found.length) {
        event.preventDefault();
        meeting.awaited = found[chosen][0];
        meeting.send("find", meeting.awaited);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        chosen = Math.min(Math.max(chosen + step, 0), Math.max(found.length - 1, 0));
        mark();
      }
    });
    made.append(box, list);
    open(made, "查找地区或项目");
    search();
    box.focus();
  }

  function blank() {
    if (meeting.isBlank) return close();
    open(say("div", "", "meeting-blank"), "黑屏");
    meeting.isBlank = true;
  }

  async function full() {
    if (document.fullscreenElement) return document.exitFullscreen();
    await document.documentElement.requestFullscreen();
    // Where the browser allows it, Esc then goes back step by step here too.
    if (navigator.keyboard && navigator.keyboard.lock) {
      navigator.keyboard.lock(["Escape"]).catch(() => {});
    }
  }

  function back() {
    if (meeting.over) return close();
    if (meeting.isZoomed) {
      meeting.isZoomed = false;
      return draw();
    }
    if (meeting.notice) return unsay();
    if (document.fullscreenElement) return document.exitFullscreen();
    meeting.send("leave", String(meeting.at));
  }

  function unsay() {
    if (meeting.notice) meeting.notice.remove();
    meeting.notice = null;
  }

  function digit(text) {
    const now = performance.now();
    const before = now - meeting.digit.at < PAIR_MS ? meeting.digit.text : "";
    const both = Number(before + text);
    const isPair = before.length === 1 && both <= count();
    meeting.digit = { text: isPair ? before + text : text, at: now };
    const to = isPair ? both : Number(text);
    if (to >= 1 && to <= count()) go(to);
  }

  const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!count() && event.key !== "Escape") return;
    const place = event.target;
    if (place instanceof Element && place.closest("input,textarea,select,[contenteditable=true]")) {
      return;
    }
    // An input method for Chinese hides the letter, never the place of the key.
    const key = event.key;
    const act =
      key in STEPS ? () => go(Math.min(Math.max(meeting.at + STEPS[key], 1), count()))
      : /^\d$/.test(key) ? () => digit(key)
      : key === "Home" ? () => go(1)
      : key === "End" ? () => go(count())
      : key === "Escape" ? back
      : key === "?" || key === "？" || (event.code === "Slash" && event.shiftKey) ? answer
      : event.code === "Slash" || key === "/" ? find
      : event.code === "KeyB" || key === "b" ? blank
      : event.code === "KeyF" || key === "f" ? full
      : event.code === "KeyZ" || key === "z" ? zoom
      : null;
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  function answer() {
    const slide = meeting.data.slides[meeting.at - 1];
    showCard(slide.card, `备询：${slide.name}`);
  }

  function zoom() {
    close();
    meeting.isZoomed = !meeting.isZoomed;
    draw();
  }

  const measure = () => meeting.keep("viewport", [innerWidth, innerHeight]);
  let waiting = 0;
  const resized = () => {
    clearTimeout(waiting);
    waiting = setTimeout(measure, 150);
    draw();
  };
  addEventListener("keydown", press, true);
  addEventListener("resize", resized);

  meeting.update = (data, keep, send) => {
    meeting.keep = keep;
    meeting.send = send;
    meeting.data = data;
    if (data.viewport[0] !== innerWidth || data.viewport[1] !== innerHeight) measure();
    draw();
    if (data.found && data.found.key === meeting.awaited) {
      showCard(data.found, data.found.title);
    }
    if (data.notice && data.notice.id !== meeting.toldOf) {
      unsay();
      meeting.toldOf = data.notice.id;
      meeting.notice = say("div", data.notice.text, "meeting-notice");
      meeting.notice.setAttribute("role", "status");
      document.body.append(meeting.notice);
      setTimeout(unsay, NOTICE_MS);
    }
  };
  meeting.end = () => {
    removeEventListener("keydown", press, true);
    removeEventListener("resize", resized);
    clearTimeout(waiting);
    close();
    unsay();
    rule.remove();
    spoken.remove();
  };
  return meeting;
}

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  parentElement.meeting ||= begin();
  parentElement.meeting.update(data, setStateValue, setTriggerValue);
  return () => {
    // A run overtaken by the next one is cleaned up too, while the meeting goes on.
    if (parentElement.isConnected || !parentElement.meeting) return;
    parentElement.meeting.end();
    parentElement.meeting = null;
  };
}
