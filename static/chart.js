// One figure: drawn once its place has a width, drawn again when figure or width change,
// and which of its points was clicked. Plotly is our own bundle, read once a visit.

const PROGRAM = "app/static/plotly-4.1.1.min.js";

function read() {
  return new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = new URL(PROGRAM, document.baseURI).href;
    script.onload = () => loaded(window.Plotly);
    script.onerror = () => failed(new Error(`${script.src} cannot be read`));
    document.head.append(script);
  });
}

const plotly = (window.plotlyRead ||= read());

function begin(parent) {
  const place = document.createElement("div");
  place.className = "chart";
  place.setAttribute("role", "figure");
  parent.append(place);
  const chart = { said: "", figure: null, width: 0 };

  async function draw() {
    const Plotly = await plotly.catch(() => null);
    if (!Plotly) {
      place.textContent = "图没有画出来：画图程序没有读到。请刷新网页；仍不行，请告诉管理员";
      return;
    }
    const { data, layout, config } = chart.figure;
    const width = layout.width || place.clientWidth;
    if (!width || !place.isConnected || (chart.drawn === chart.said && chart.width === width)) return;
    const isNew = !chart.drawn;
    chart.drawn = chart.said;
    chart.width = width;
    // As a click leads to its cells, the other marks fade.
    await Plotly.react(place, data, { ...layout, width, clickmode: "event+select" }, config);
    if (isNew) place.on("plotly_click", ({ points: [point] }) => chart.choose(point.customdata?.[0]));
  }

  const watch = new ResizeObserver(() => draw());
  watch.observe(place);

  chart.show = (said, choose) => {
    chart.choose = (key) => key && choose(key);
    if (chart.said === said) return;
    chart.said = said;
    chart.figure = JSON.parse(said);
    const { height, meta } = chart.figure.layout;
    place.style.height = `${height}px`;
    place.setAttribute("aria-label", meta.alt);
    draw();
  };
  chart.end = () => {
    watch.disconnect();
    plotly.then((Plotly) => Plotly.purge(place), () => null);
  };
  return chart;
}

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.chart ||= begin(parentElement);
  parentElement.chart.show(new TextDecoder().decode(data), (key) => setTriggerValue("chosen", key));
  return () => {
    // A run overtaken by the next one is cleaned up too, while its chart stays.
    if (!parentElement.isConnected) parentElement.chart.end();
  };
}
