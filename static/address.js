// The address of a page: one entry of the browser's history a page.

// Streamlit makes an entry of every choice; one on the same page takes the place of the last.
function keepOneEntryAPage() {
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const isSamePage = url && new URL(url, location.href).pathname === location.pathname;
    if (isSamePage) history.replaceState(state, title, url);
    else push(state, title, url);
  };
  return true;
}

const said = (query) => new URLSearchParams(query).toString();
const FRAMES = 300;

// The page that is left keeps its own address: wait until the new one stands in the bar.
function write(page, query, frames = FRAMES) {
  if (location.pathname.split("/").pop() !== page) {
    if (frames) requestAnimationFrame(() => write(page, query, frames - 1));
  } else if (said(location.search) !== said(query)) {
    history.replaceState(history.state, "", `${location.pathname}?${query}`);
  }
}

export default function ({ data }) {
  document.body.oneEntryAPage ||= keepOneEntryAPage();
  // Streamlit may call again with what was written before.
  if (data.at <= (document.body.addressWritten || 0)) return;
  document.body.addressWritten = data.at;
  if (data.query) write(data.page, data.query);
}
