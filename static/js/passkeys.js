// Passkeys: a form with data-passkey shows itself where the browser has them, and sends what the browser answers.
// data-passkey="create" makes one, "get" asks for one. What the browser needs stands in #passkey-options, or the
// form's own address tells it.

const { webauthnJSON } = window;

async function options(form) {
  const written = document.getElementById("passkey-options");
  if (written) return JSON.parse(written.textContent);
  const answer = await fetch(form.action, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options;
}

function toBeKept(given) {
  given.publicKey.authenticatorSelection = {
    ...given.publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return given;
}

async function ask(form) {
  const given = await options(form);
  return form.dataset.passkey === "create" ? webauthnJSON.create(toBeKept(given)) : webauthnJSON.get(given);
}

async function submit(event) {
  event.preventDefault();
  const form = event.target;
  const failed = form.querySelector("[data-failed]");
  const button = form.querySelector("button");
  failed.hidden = true;
  button.disabled = true;
  try {
    form.elements.credential.value = JSON.stringify(await ask(form));
    form.submit();
  } catch {
    failed.hidden = false; // also when somebody closes the browser's question
    button.disabled = false;
  }
}

if (window.PublicKeyCredential && webauthnJSON) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", submit);
  }
  for (const words of document.querySelectorAll("[data-no-passkeys]")) words.hidden = true;
}
