// Words in this browser's own database, for as long as the server does not have them. Each entry belongs to a person, a
// clip and a window; nobody else is offered it, and after a week it is gone.

const WEEK = 7 * 24 * 3600 * 1000;
let opened;
let works = true;

export const canKeep = () => works;
export const keyOf = ({ user, clip, tab }) => `${user}:${clip}:${tab}`;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("newsclip-desk", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("words", { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run(mode, ask) {
  try {
    const store = (await database()).transaction("words", mode).objectStore("words");
    const request = ask(store);
    return await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch {
    works = false; // a private window, or a full disk: the page says only what is true
    return undefined;
  }
}

export const put = (entry) => run("readwrite", (store) => store.put({ ...entry, key: keyOf(entry) }));
export const remove = (key) => run("readwrite", (store) => store.delete(key));

// This person's entries of this clip, the newest first; old ones of anybody are cleared away.
export async function entriesOf(user, clip) {
  const all = (await run("readonly", (store) => store.getAll())) ?? [];
  const old = all.filter((entry) => Date.now() - entry.at > WEEK);
  await Promise.all(old.map((entry) => remove(entry.key)));
  const own = all.filter((entry) => !old.includes(entry) && entry.user === user && entry.clip === clip);
  return own.sort((one, other) => other.at - one.at);
}
