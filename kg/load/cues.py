"""The wording of boilerplate, as data: what lines that frame an article begin with, in English and Chinese."""

import re

CUE = re.compile(
    r"(?:the\s)?(?:"
    r"(?:(?:recent|related|latest|top|more|most|popular|trending|recommended|further|other|similar|hot|breaking|today['’]?s|"
    r"featured|must|editor['’]?s|previous|next)[\s-]+)+(?:(?:and|&|on|from|top|hot|world|business|local|national)\s)*"
    r"(?:stories|story|news|headlines?|articles?|posts?|videos?|reads?|reading|topics?|picks|choice|coverage|content|viewed|"
    r"shared|commented|popular|links|updates|releases|searches)(?:\s(?:from|in|on|by|for)\s.{1,40}|\s(?:today|now|this week))?"
    r"|related|recommended|trending|latest|updated|popular|headlines|just in|up next|trending now|elsewhere"
    r"|you (?:may|might)(?: also)? (?:like|be interested in)|(?:read|see|watch) (?:also|more|next|this next)|what to read next"
    r"|don['’]?t miss|in case you missed it|around the web|(?:from|by) (?:our|the) (?:partners|sponsors|web)"
    r"|(?:promoted|sponsored|partner|related) (?:content|stories|links)|what others are reading|more from .{1,40}"
    r"|(?:\d+\s*小时)?(?:相关|热点|热门|最新|推荐|延伸|更多|今日|大家都在|猜你|精彩|往期|编辑|热文|图片|点击)"
    r"(?:阅读|新闻|文章|推荐|资讯|报道|内容|链接|热榜|排行榜?|要闻|喜欢|看|回顾|图片|视频|消息|话题|精选|搜索)+"
    r"|(?:\d+\s*小时)?热榜|排行榜?|相关|猜你喜欢"
    r")\s*[:：»>]*",
    re.I,
)
AGO = r"\b\d{1,3}\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago\b|\d+\s*(?:分钟|小时|天)前"
# Stamps stand at an edge of their line, at times glued to the headline: "… in February12 minutes ago".
AGO_EDGE = re.compile(rf"^\W*(?:{AGO})|(?:{AGO.replace(chr(92) + 'b', '', 1)})\W*(?:更新)?$", re.I)
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
PHONE = re.compile(
    r"(?<![\w$€£¥])(?:\+\d|\(\d{2,4}\))[\d ().-]{5,17}\d(?![\w%])|(?<!\d)\d{3}[.-]\d{3}[.-]\d{4}|(?:\b(?:tel|phone)|电话)[.:：]"
)
URL = re.compile(r"(?:https?://|www\.)[^\s<>]{3,}", re.I)
ADDRESS = r"(?:https?://|www\.|@|\.(?:com|org|net|gov|co|io|eu|cn)\b)"

# Lines told by what they begin with: reason, pattern, and whether a line that is a whole sentence counts too.
LINES: tuple[tuple[str, bool, re.Pattern[str]], ...] = tuple(
    (reason, sentences, re.compile(pattern, re.I))
    for reason, sentences, pattern in (
        (
            "copyright",
            True,
            r"©|(?:copyright|\(c\))\s*(?:©|\(c\)|.{0,60}(?:19|20)\d\d)|版权所有|copyright$|.{0,80}(?:©\s*(?:19|20)|all rights reserved"
            r"|\(c\)\s*(?:19|20)\d\d|版权所有|ICP备)|.{0,60}\b(?:reproduction|republication)\b.{0,60}\b(?:prohibited|permission)\b"
            r"|未经.{0,12}(?:许可|授权)",
        ),
        (
            "navigation",
            False,
            r"(?:home|首页|当前位置|您(?:当前|现在)?的?位置|you are here)\s*[:：]?\s*(?:[>»›/|]|首页|home\b)"
            r"|(?:skip to|jump to|back to|go to|return to) (?:top|main|content|home|the top)\b.{0,30}$"
            r"|(?:older|newer|previous|next) (?:posts?|articles?|story|page)\b.{0,60}$|(?:上一篇|下一篇|返回首页|返回顶部)"
            r"|(?:\[[^\]]{1,20}\]\s*){2,}$|(?:about us|关于我们|contact us|terms of (?:use|service)|privacy policy)\s*(?:[|·•]|$)",
        ),
        (
            "share",
            False,
            r"(?:share|tweet|follow|like) (?:us|this|on|via|article|story|post)\b.{0,80}$"
            r"|(?:share|tweet|print|e-?mail|save|分享|分享到|扫一扫)\s*(?:[:：|].{0,60}|)$|分享到.{0,40}$"
            r"|(?:(?:share|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|e?mail|print|wechat|copy link|微信|微博)"
            r"\b[\s|,·]*){2,}$",
        ),
        (
            "subscribe",
            False,
            r"(?:subscribe|sign up|sign in|log in|register|newsletters?)\s*(?:(?:to|for|now|here|today|free)\b.{0,160}|[|!].{0,80}|)$"
            r"|(?:join|get) our\b.{0,100}$|download (?:our|the) app\b.{0,80}$|(?:订阅|关注我们|扫码关注).{0,60}$",
        ),
        (
            "subscribe",
            True,
            r"to (?:receive|subscribe|unsubscribe|get)\b.{0,60}\b(?:alerts?|newsletters?|updates|e-?mail)\b"
            r"|(?:subscribe|sign up) (?:to|for) (?:our|the|free)\b",
        ),
        ("comments", False, r"(?:comments?|leave a (?:comment|reply)|post a comment|\d+ comments?|网友评论|评论)\s*(?:\(\d+\)|[:：|]|$)"),
        ("font-size", False, r".{0,60}(?:font size|text size|字号|字体大小)\s*[:：]?.{0,40}$"),
        (
            "advertisement",
            True,
            r"(?:advertisements?|advertising|ads?|sponsored|广告|推广)\s*(?:[:：].{0,200}|)$"
            r"|(?:article |story )?continues (?:below|after).{0,40}$|.{0,40}\badvertise with us\b",
        ),
        (
            "tags",
            False,
            r"(?:tags?|filed under|topics?|keywords?|hash-?tags?|categor(?:y|ies)|标签|关键词|关键字)\s*[:：]|(?:#\w+[\s,]*)+$",
        ),
        (
            "also-read",
            True,
            r"(?:also|must)[- ]read\b|read (?:also|next|more)\s*(?:[:：]|>)|(?:see|watch) also\s*[:：]|(?:相关|延伸|推荐)阅读\s*[:：]"
            r"|related\s*(?:stor(?:y|ies)|articles?|news|reading)?\s*[:：]|more on (?:this|the) (?:story|topic)\b|(?:click|tap) here\b"
            r"|(?:read|view|continue) (?:more|reading|the full|full)\b[^.]{0,60}$",
        ),
        (
            "syndication",
            True,
            r"the post\b.{3,400}\b(?:appeared first on|first appeared on)\b"
            r"|this (?:article|story|post|content|press release) (?:was |is )?(?:first |originally )?(?:appeared|published|distributed)\b"
            r"|view (?:source|original|photos?)\b.{0,40}\b(?:version|content|on|here|at)\b|(?:original|source)/?\w* press release\b"
            r"|(?:to )?(?:view|read|see) the (?:full|original|complete) (?:press release|article|release|story)\b"
            r"|(?:hash-?tags?\s*:\s*#\w+.{0,40})?the issuer is solely responsible\b|pickup\s*-\s*\S+$",
        ),
        ("syndication", False, r"source:?\s(?:[\w&.,'’()-]+\s*){1,8}$"),
        (
            "credit",
            False,
            r"(?:photo|image|picture|file photo|photograph|video|graphic|illustration|图片来源|图源|供图)"
            r"(?:\s?(?:credit|by|courtesy|source))?\s*[:：/].{0,100}$|\(?(?:editing|reporting|writing) by\b.{0,160}$"
            r"|[(（]?(?:责任编辑|责编|编辑|校对|审核|记者|通讯员|作者|来源)\s*[:：/ ].{0,80}$",
        ),
        ("legal", True, r"(?:please )?(?:see|read|view) (?:the )?full (?:terms|disclaimer)|.{0,60}\bterms of use and disclaimers?\b"),
        (
            "media-contact",
            True,
            rf"notes? to investors\b(?=.{{0,300}}{ADDRESS})"
            r"|for (?:more|further|additional|general|media|press|investor)\b[^.]{0,60}?\b(?:information|details|inquiries|enquiries|"
            rf"queries|questions)\b(?=.{{0,300}}(?:{ADDRESS}|\bvisit\b|\bcontact\b|\d{{3}}))"
            rf"|(?:for more,|to learn more|learn more|find out more|for details)\b(?=.{{0,300}}(?:{ADDRESS}|\bvisit\b))",
        ),
    )
)
END_MARK = re.compile(r"(?:[#*_~=-]\s*){2,}|-?\s*(?:30|ends?)\s*-|\[ends?\]|[（(]完[)）]", re.I)
COOKIES = re.compile(
    r"(?=.{0,200}\bcookies?\b).{0,80}\b(?:(?:we|site|website|partners)\b.{0,40}\b(?:use[sd]?|stores?|sets?)\b|accept\b|by continuing)",
    re.I,
)
CONTACT_HEAD = re.compile(
    r"(?:(?:media|press|investor|public|news|company|corporate|external|editorial|sales|business)[\s/,&-]*(?:and\s)?)*"
    r"(?:(?:relations|office|enquiries|inquiries|queries)[\s/,&-]*)*"
    r"(?:contacts?|enquiries|inquiries|queries|媒体联系|联系人|联系方式)(?:\s(?:details?|information|info|person|us))?"
    r"\s*(?:[:：].{0,200}|(?<=details)[A-Z].{0,120}|)",
    re.I,
)
LEGAL_HEAD = re.compile(
    r"(?:(?:cautionary|special|important|legal)\s(?:note|notice|statements?|information)\b.{0,80}|disclaimers?|"
    r"(?:(?:note|notice|statements?|disclosures?)\s(?:regarding|concerning|about|on)\s)?forward[- ]looking\s(?:statements?|information).{0,60}"
    r"|safe[- ]harbou?r\b.{0,80}|免责声明|前瞻性(?:陈述|声明))\s*[:：.]?",
    re.I,
)
LEGAL_CUES = re.compile(
    r"forward[- ]looking|actual (?:results|events|outcomes)|risks? and (?:other )?(?:uncertainties|variables)|differ materially|"
    r"(?:undertakes?|assumes?) no (?:obligation|duty)|obligat(?:ed|ion)[^.]{0,60}update|disclaims? any|private securities litigation|"
    r"securities (?:act|exchange act|and exchange)|not (?:be )?(?:an? |construed as |investment |financial )(?:offer|solicitation|advice)|"
    r"buy or sell|accuracy,? (?:or|and) completeness|solely responsible|no (?:warranty|warranties|representations?)|"
    r"significant differences from actual|不构成.{0,6}投资建议",
    re.I,
)
ABOUT = re.compile(r"about\s|关于", re.I)
