"""Chat completions, as OpenAI and the many endpoints that speak so understand them."""

from curation.intake.model import asking
from curation.intake.model.prompt import MOST_TOKENS, SCHEMA, Prompt

URL = "https://api.openai.com/v1"
_SHAPE = {"type": "json_schema", "json_schema": {"name": "draft", "strict": True, "schema": SCHEMA}}


def connect(*, url: str, key: str, seconds: float):
    """The address and a key are always given, so that the client takes none from variables meant for others."""
    import openai

    return openai.OpenAI(base_url=url or URL, api_key=key or "none", timeout=seconds, max_retries=2)


def converse(client, name: str, prompt: Prompt):
    """The words of the answer. An endpoint that knows no schemas is asked once more, with the schema in words."""
    import openai

    try:
        answer = _complete(
            client, name, prompt.system, prompt.user, response_format=_SHAPE, max_completion_tokens=MOST_TOKENS
        )
    except (openai.BadRequestError, openai.UnprocessableEntityError):
        answer = _complete(client, name, prompt.system_with_schema, prompt.user, max_tokens=MOST_TOKENS)
    choice = answer.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise asking.refused()
    if choice.finish_reason == "length":
        raise asking.cut_off()
    return choice.message.content


def _complete(client, name, system, user, **how):
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    return client.chat.completions.create(model=name, messages=messages, **how)
