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

export default function ({ data }) {
  document.body.oneEntryAPage ||= keepOneEntryAPage();
  // The first run of a session comes before this script: what it chose is written here.
  if (data.query && said(location.search) !== said(data.query)) {
    history.replaceState(history.state, "", `${location.pathname}?${data.query}`);
  }
}
