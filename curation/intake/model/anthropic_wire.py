"""Messages, as Anthropic understands them: one tool, which the model must use."""

from curation.intake.model import asking
from curation.intake.model.prompt import MOST_TOKENS, SCHEMA, Prompt

URL = "https://api.anthropic.com"
_TOOL = {"name": "draft", "description": "Hands in the draft of the clip.", "input_schema": SCHEMA}


def connect(*, url: str, key: str, seconds: float):
    """The address and a key are always given, so that the client takes none from variables meant for others."""
    import anthropic

    return anthropic.Anthropic(
        base_url=url or URL, api_key=key or "none", timeout=seconds, max_retries=2, open_telemetry=False
    )


def converse(client, name: str, prompt: Prompt):
    answer = client.messages.create(
        model=name,
        max_tokens=MOST_TOKENS,
        system=prompt.system,
        messages=[{"role": "user", "content": prompt.user}],
        tools=[_TOOL],
        tool_choice={"type": "tool", "name": "draft"},
    )
    if answer.stop_reason == "refusal":
        raise asking.refused()
    if answer.stop_reason in ("max_tokens", "model_context_window_exceeded"):
        raise asking.cut_off()
    return next((block.input for block in answer.content if block.type == "tool_use"), None)
