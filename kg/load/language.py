"""The language of a text: English, Chinese, another one, or unsure."""

import re

from kg.load.draft import CJK

WORDS = re.compile(r"[a-zà-öø-ÿœ]+")
ENGLISH = frozenset(
    "the of and to in a for is that on with by as at from it will be was has its are said which have an this".split()
)
OTHERS = {
    "de": frozenset("der die und das ist nicht ein eine mit auf für den von dem werden zu im sich des wird".split()),
    "fr": frozenset("le la les des et est une du pour dans que qui sur par au avec pas plus sont cette".split()),
    "es": frozenset("el la los las que y en un una por con para del se su es más como al fue".split()),
    "pt": frozenset("o os as que e em um uma por com para do da no na não mais como ao foi".split()),
    "it": frozenset("il lo gli che e di un una per con del della nel si non più sono come alla anche".split()),
    "nl": frozenset("de het een en van ik te dat die in niet zijn op met voor er aan ook als".split()),
    "id": frozenset("yang dan di ini itu dengan untuk dari pada akan tidak dalam adalah ke oleh juga".split()),
    "vi": frozenset("và của là có cho các được trong một không người với này những".split()),
}
SAMPLE = 4_000


def detect(text: str, declared: str | None = None) -> str:
    """Return "en", "zh", the code of another language, or "und" if the text does not tell.

    `declared` is what the file says; it is believed only where the text is too short to tell.
    """
    sample = text[:SAMPLE].lower()
    words = WORDS.findall(sample)
    spelled = sum(map(len, words))
    if not sample.isascii():
        han = len(CJK.findall(sample))
        if han > 0.2 * (han + spelled):
            kana = len(re.findall("[\u3040-\u30ff]", sample))
            hangul = len(re.findall("[\uac00-\ud7af]", sample))
            return "ja" if kana > 0.1 * han else "ko" if hangul > 0.5 * han else "zh"
        if spelled < 0.5 * len(sample) and spelled < 0.5 * sum(map(str.isalpha, sample)):  # another script
            words = []
    if len(words) >= 8:
        english = len([w for w in words if w in ENGLISH]) / len(words)
        if english >= 0.2:
            return "en"
        shares = {code: len([w for w in words if w in stop]) / len(words) for code, stop in OTHERS.items()} | {
            "en": english
        }
        best = max(sorted(shares), key=lambda code: (shares[code], code == "en"))
        if shares[best] >= 0.12:
            return best
    code = (declared or "").lower().replace("_", "-").split("-")[0]
    return code if re.fullmatch("[a-z]{2,3}", code) else "und"
