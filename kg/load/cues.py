"""The wording of boilerplate, as data: what the lines that frame an article say, in English and Chinese."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_LIST_OF = (
    r"(?:(?:recent|related|latest|top|more|most|popular|trending|recommended|further|other|similar|hot|breaking"
    r"|today['’]?s|featured|must|editor['’]?s|previous|next)[\s-]+)+"
    r"(?:(?:and|&|on|from|top|hot|world|business|local|national)\s)*"
    r"(?:stories|story|news|headlines?|articles?|posts?|videos?|reads?|reading|topics?|picks|choice|coverage|content"
    r"|viewed|shared|commented|popular|links|updates|releases|searches)"
    r"(?:\s(?:from|in|on|by|for)\s.{1,40}|\s(?:today|now|this week))?"
)
_LIST_OF_ZH = (
    r"(?:\d+\s*小时)?(?:相关|热点|热门|最新|推荐|延伸|更多|今日|大家都在|猜你|精彩|往期|编辑|热文|图片|点击)"
    r"(?:阅读|新闻|文章|推荐|资讯|报道|内容|链接|热榜|排行榜?|要闻|喜欢|看|回顾|图片|视频|消息|话题|精选|搜索)+"
)
_LIST_OF_FOREIGN = (
    r"das könnte (?:sie|dich) (?:auch )?interessieren|(?:mehr|weitere) (?:zum thema|artikel|nachrichten|meldungen)"
    r"|(?:meistgelesen|meist gelesene? artikel|verwandte artikel|lesen sie auch|auch interessant)"
    r"|(?:à )?lire aussi|(?:sur le même sujet|articles? (?:liés|similaires)|les plus (?:lus|populaires)|à découvrir)"
    r"|(?:te|le) puede interesar|(?:noticias|artículos) relacionad[oa]s|lo más (?:leído|visto)|lee también|además"
    r"|leia (?:também|mais)|(?:notícias|matérias) relacionadas|mais lidas|veja também"
    r"|leggi anche|(?:articoli|notizie) correlat[ie]|i più letti|potrebbe interessarti"
    r"|lees ook|meer (?:over dit onderwerp|nieuws)|meest gelezen|baca juga|berita terkait|terpopuler"
    r"|関連記事|おすすめ記事|ランキング|관련 ?기사|많이 본 뉴스|читайте также|по теме"
)
# A line that opens a list of other stories.
CUE = re.compile(
    r"(?:the\s)?(?:"
    + "|".join(
        (
            _LIST_OF,
            r"related|recommended|trending|latest|updated|popular|headlines|just in|up next|trending now|elsewhere",
            r"you (?:may|might)(?: also)? (?:like|be interested in)",
            r"(?:read|see|watch) (?:also|more|next|this next)|what to read next|don['’]?t miss|in case you missed it",
            r"around the web|(?:from|by) (?:our|the) (?:partners|sponsors|web)",
            r"what (?:else )?(?:(?:we|you|others|people) are|(?:we|you)['’]re) (?:reading|watching|following)",
            r"more from .{1,40}|more on this (?:story|topic)|from the archives?|elsewhere (?:on|in) .{1,40}",
            r"(?:promoted|sponsored|partner|related) (?:content|stories|links)",
            _LIST_OF_FOREIGN,
            _LIST_OF_ZH,
            r"(?:\d+\s*小时)?热榜|排行榜?|相关|猜你喜欢",
        )
    )
    + r")\s*[:：»>]*",
    re.I,
)
_AGO = r"\d{1,3}\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago\b|\d+\s*(?:分钟|小时|天)前"
# Stamps stand at an edge of their line, at times glued to the headline: "… in February12 minutes ago".
AGO_EDGE = _any(rf"^\W*(?:{_AGO})", rf"(?:{_AGO})\W*(?:更新)?$")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
PHONE = _any(
    r"(?<![\w$€£¥])(?:\+\d|\(\d{2,4}\))[\d ().-]{5,17}\d(?![\w%])",
    r"(?<!\d)\d{3}[.-]\d{3}[.-]\d{4}",
    r"(?:\b(?:tel|phone)|电话)[.:：]",
)
URL = re.compile(r"(?:https?://|www\.)[^\s<>]{3,}", re.I)
_ADDRESS = r"(?:https?://|www\.|@|\.(?:com|org|net|gov|co|io|eu|cn)\b)"
_LIKE = r"(?:this )?(?:article|story|post|content|press release)"

# Lines told by what they begin with: reason, whether a line that is a whole sentence counts too, pattern.
LINES: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    (
        "copyright",
        True,
        _any(r"©|(?:copyright|\(c\))\s*(?:©|\(c\)|.{0,60}(?:19|20)\d\d)|版权所有|copyright$|未经.{0,12}(?:许可|授权)"),
    ),
    (
        "navigation",
        False,
        _any(
            r"(?:home|首页|当前位置|您(?:当前|现在)?的?位置|you are here)\s*[:：]?\s*(?:[>»›/|]|首页|home\b)",
            r"(?:skip to|jump to|back to|go to|return to) (?:top|main|content|home|the top)\b.{0,30}$",
            r"(?:older|newer|previous|next) (?:posts?|articles?|story|page)\b.{0,60}$",
            r"(?:上一篇|下一篇|返回首页|返回顶部)|(?:\[[^\]]{1,20}\]\s*){2,}$",
            r"(?:\[[^\]]{1,20}\]|【[^】]{1,12}】)\s*(?:【[^】]{1,12}】\s*)+$|(?:打印|关闭)(?:本页|窗口)?$",
            r"(?:about us|关于我们|contact us|terms of (?:use|service)|privacy policy)\s*(?:[|·•]|$)",
        ),
    ),
    (
        "share",
        False,
        _any(
            r"(?:share|tweet|follow|like) (?:us|this|on|via|article|story|post)\b.{0,80}$",
            r"(?:share|tweet|print|e-?mail|save|分享|分享到|扫一扫)\s*(?:[:：|].{0,60}|)$|(?:分享到|扫一扫).{0,40}$",
            r"(?:(?:share|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|e?mail|print|wechat|copy link"
            r"|微信|微博)\b[\s|,·]*){2,}$",
        ),
    ),
    (
        "subscribe",
        False,
        _any(
            r"(?:subscribe|sign up|sign in|log in|register|newsletters?)\s*"
            r"(?:(?:to|for|now|here|today|free)\b.{0,160}|[|!].{0,80}|)$",
            r"(?:join|get) our\b.{0,100}$|download (?:our|the) app\b.{0,80}$|(?:订阅|关注我们|扫码关注).{0,60}$",
        ),
    ),
    (
        "subscribe",
        True,
        _any(
            r"to (?:receive|subscribe|unsubscribe|get)\b.{0,60}\b(?:alerts?|newsletters?|updates|e-?mail)\b",
            r"(?:subscribe|sign up) (?:to|for) (?:our|the|free)\b",
            r"you(?: are|['’]re) receiving this\b|(?:view|read) this (?:e-?mail|message|newsletter) (?:in|online)\b",
            r"(?:update|manage|change) your (?:e-?mail )?(?:preferences|subscription)\b|our mailing address\b",
            r"was this (?:e-?mail|newsletter) forwarded to you\b|unsubscribe\s*(?:$|[|·•]|from\b)",
            r"(?:this|our) live ?blog (?:is|has) (?:now )?(?:closed|ended|finished|paused)\b",
        ),
    ),
    (
        "comments",
        False,
        _any(
            r"(?:comments?|leave a (?:comment|reply)|post a comment|\d+ comments?|网友评论|评论)\s*(?:\(\d+\)|[:：|]|$)"
        ),
    ),
    (
        "advertisement",
        True,
        _any(
            r"(?:advertisements?|advertising|ads?|sponsored|广告|推广)\s*(?:[:：].{0,200}|)$",
            r"(?:article |story )?continues (?:below|after).{0,40}$",
        ),
    ),
    (
        "tags",
        False,
        _any(
            r"(?:tags?|filed under|topics?|keywords?|hash-?tags?|categor(?:y|ies)|标签|关键词|关键字)\s*[:：]",
            r"(?:#\w+[\s,]*)+$",
        ),
    ),
    (
        "also-read",
        True,
        _any(
            r"(?:also|must)[- ]read\b|read (?:also|next|more)\s*(?:[:：]|>)|(?:see|watch) also\s*[:：]",
            r"related\s*(?:stor(?:y|ies)|articles?|news|reading)?\s*[:：]|(?:相关|延伸|推荐)阅读\s*[:：]",
            r"more on (?:this|the) (?:story|topic)\b|(?:click|tap) here\b",
            r"(?:read|view|continue) (?:more|reading|the full|full)\b[^.]{0,60}$",
            r"(?:lesen sie auch|mehr zum thema|(?:à )?lire aussi|voir aussi|lee también|leia também|leggi anche"
            r"|lees ook|baca juga|читайте также|関連記事)\s*[:：]",
        ),
    ),
    (
        "syndication",
        True,
        _any(
            r"the post\b.{3,400}\b(?:appeared first on|first appeared on)\b",
            rf"{_LIKE} (?:was |is )?(?:first |originally )?(?:appeared|published|distributed)\b.{{0,20}}\b(?:on|in)\b",
            r"view (?:source|original|photos?)\b.{0,40}\b(?:version|content|on|here|at)\b",
            r"(?:original|source)/?\w* press release\b|pickup\s*-\s*\S+$",
            r"(?:to )?(?:view|read|see) the (?:full|original|complete) (?:press release|article|release|story)\b",
            r"(?:hash-?tags?\s*:\s*#\w+.{0,40})?the issuer is solely responsible\b",
        ),
    ),
    ("syndication", False, _any(r"source:?\s(?:[\w&.,'’()-]+\s*){1,8}$")),
    (
        "credit",
        False,
        _any(
            r"(?:photo|image|picture|file photo|photograph|video|graphic|illustration|图片来源|图源|供图)"
            r"(?:\s?(?:credit|by|courtesy|source))?\s*[:：/].{0,100}$",
            r"\(?(?:editing|reporting|writing) by\b.{0,160}$",
            r"[(（]?(?:责任编辑|责编|编辑|校对|审核|记者|通讯员|作者|来源)\s*[:：/ ].{0,80}$",
        ),
    ),
    ("legal", True, _any(r"(?:please )?(?:see|read|view) (?:the )?full (?:terms|disclaimer)")),
    (
        "media-contact",
        True,
        _any(
            rf"notes? to investors\b(?=.{{0,300}}{_ADDRESS})",
            r"for (?:more|further|additional|general|media|press|investor)\b[^.]{0,60}?"
            r"\b(?:information|details|inquiries|enquiries|queries|questions)\b"
            rf"(?=.{{0,300}}(?:{_ADDRESS}|\bvisit\b|\bcontact\b|\d{{3}}))",
            rf"(?:for more,|(?:to )?learn more|find out more|for details)\b(?=.{{0,300}}(?:{_ADDRESS}|\bvisit\b))",
        ),
    ),
)
# Lines told by what stands inside them: reason, words one of which must occur (in lower case), pattern.
INSIDE: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "copyright",
        ("©", "(c)", "reserved", "版权所有", "icp", "reproduction", "republication"),
        _any(
            r"©\s*(?:19|20)\d\d|all rights reserved|\(c\)\s*(?:19|20)\d\d|版权所有|ICP备",
            r"\b(?:reproduction|republication)\b.{0,60}\b(?:prohibited|permission)\b",
        ),
    ),
    (
        "font-size",
        ("font size", "text size", "字号", "字体"),
        _any(r"(?:font size|text size|字号|字体大小)\s*[:：]?.{0,40}$"),
    ),
    ("advertisement", ("advertise with",), _any(r"\badvertise with us\b")),
    ("legal", ("terms of use",), _any(r"\bterms of use and disclaimers?\b")),
)
END_MARK = _any(r"(?:[#*_~=-]\s*){2,}|-?\s*(?:30|ends?)\s*-|\[ends?\]|end \d{1,2}:\d\d.{0,12}|[（(]完[)）]")
COOKIES = _any(
    r"(?=.{0,200}\bcookies?\b).{0,80}\b(?:(?:we|site|website|partners)\b.{0,40}\b(?:use[sd]?|stores?|sets?)\b"
    r"|accept\b|by continuing)"
)
CONTACT_HEAD = _any(
    r"(?:(?:media|press|investor|public|news|company|corporate|external|editorial|sales|business)[\s/,&-]*(?:and\s)?)*"
    r"(?:(?:relations|office|enquiries|inquiries|queries)[\s/,&-]*)*"
    r"(?:contacts?|enquiries|inquiries|queries|媒体联系|联系人|联系方式)(?:\s(?:details?|information|info|person|us))?"
    r"\s*(?:[:：(].{0,200}|(?<=details)[^\s\d].{0,120}|)"
)
LEGAL_HEAD = _any(
    r"(?:(?:cautionary|special|important|legal)\s(?:note|notice|statements?|information)\b.{0,80}|disclaimers?"
    r"|(?:(?:note|notice|statements?|disclosures?)\s(?:regarding|concerning|about|on)\s)?"
    r"forward[- ]looking\s(?:statements?|information).{0,60}|safe[- ]harbou?r\b.{0,80}"
    r"|免责声明|前瞻性(?:陈述|声明))\s*[:：.]?"
)
LEGAL_CUES = _any(
    r"forward[- ]looking|actual (?:results|events|outcomes)|risks? and (?:other )?(?:uncertainties|variables)",
    r"(?:undertakes?|assumes?) no (?:obligation|duty)|obligat(?:ed|ion)[^.]{0,60}update|disclaims? any",
    r"private securities litigation|securities (?:act|exchange act|and exchange)|differ materially",
    r"not (?:be )?(?:an? |construed as |investment |financial )(?:offer|solicitation|advice)|buy or sell",
    r"accuracy,? (?:or|and) completeness|solely responsible|no (?:warranty|warranties|representations?)",
    r"significant differences from actual|不构成.{0,6}投资建议",
)
# One of these stands in every legal phrase: looked for first, since the pattern is slow on long paragraphs.
LEGAL_NEEDLES = (
    "looking", "actual", "uncertaint", "variables", "materially", "obligat", "no duty", "disclaim", "securities",
    "advice", "offer", "solicitation", "buy or sell", "accuracy", "solely", "warrant", "representation", "投资建议",
)  # fmt: skip
ABOUT = _any(r"about\s|关于")
