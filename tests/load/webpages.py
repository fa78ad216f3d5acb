"""Web pages built as real sites build them: the body that must be kept, its date, and frames full of other facts.

Everything that is no part of the article names the town of Otherton, so that what is left of a frame shows.
"""
# ruff: noqa: E501 - markup reads best unbroken

import json
from collections.abc import Callable
from dataclasses import dataclass

TITLE = "Ministry clears two battery plants in Marlow"
BODY = (
    "MARLOW (Coast Wire) - The Ministry of Industry on Tuesday cleared two battery plants in the port city of Marlow, "
    "which together are to employ 1,400 people by 2027.",
    "Volta Cells will build the larger one, with a capacity of 12 gigawatt-hours a year, beside the old shipyard.",
    "“We have waited three years for this,” said Ana Brandt, who runs the site for the company. “Now we can build.”",
    "The plants are part of a five-year programme that the ministry issued in January. It wants 40 such plants by 2030.",
    "Critics say that the port lacks the power lines. The grid operator has promised a new one for 2026.",
)
MORE = (
    "The programme sets aside 600 million euros, of which 90 million go to Marlow, according to the ministry.",
    "Work is due to start in May. A first hall should stand by the end of the year, the company said.",
)
ZH_TITLE = "省工业和信息化厅发布制造业数字化转型三年行动计划"
ZH_BODY = (
    "　　近日，省工业和信息化厅发布制造业数字化转型三年行动计划，提出到2026年建成100家智能工厂。",
    "　　行动计划明确，未来三年支持300家规模以上企业实施数字化改造，带动投资200亿元。",
    "　　省工业和信息化厅负责人表示，将建立项目库，按季度公布进展情况。",
)
TEASERS = (
    "Otherton opens its third chip plant",
    "How Otherton lured 900 jobs from the capital",
    "Otherton steelworks to close in June, owner says",
    "Mayor of Otherton unveils action plan for 2028",
)
TEASER = (
    "A chip maker will invest 3 billion euros in Otherton and hire 900 people there by 2028, its chief said on Monday."
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what is right to read from it; `whole` is its body."""

    html: str
    whole: tuple[str, ...] = BODY
    title: str = TITLE
    date: str | None = "2024-03-05"


def _p(paragraphs: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{text}</p>" for text in paragraphs)


def _links(tag: str = "li") -> str:
    return "".join(f"<{tag}><a href='/{n}'>{text}</a></{tag}>" for n, text in enumerate(TEASERS))


def _page(body: str, head: str = "", language: str = "en") -> str:
    return f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"


def wordpress() -> Page:
    shares = (
        "<div class='sharedaddy'><h3>Share this:</h3><ul><li><a>Click to share on X</a></li><li>Print</li></ul></div>"
    )
    near = f"<div class='jp-relatedposts'><h3>Related</h3>{_links('p')}</div>"
    return Page(
        _page(
            f"<header><p class='site-title'>Otherton Business Blog</p><ul class='menu'>{_links()}</ul></header>"
            f"<div id='content'><article class='post type-post'><h1 class='entry-title'>{TITLE}</h1>"
            "<div class='entry-meta'>Posted on <time class='entry-date published' datetime='2024-03-05T09:00:00+00:00'>"
            f"March 5, 2024</time> by <a>Ama Owusu</a></div><div class='entry-content'>{_p(BODY[:3])}"
            f"<p><strong>Read also: <a href='/x'>{TEASERS[0]}</a></strong></p>{_p(BODY[3:])}{shares}{near}</div>"
            "<footer class='entry-footer'>Posted in <a>Otherton</a> | Tagged <a>jobs</a></footer></article>"
            "<nav class='post-navigation'><a>Previous: Otherton fair ends</a></nav></div>"
            f"<div class='widget-area'><h2>Recent Posts</h2><ul>{_links()}</ul></div>",
            f"<title>{TITLE} – Otherton Business Blog</title>",
        )
    )


def drupal_government() -> Page:
    return Page(
        _page(
            "<div class='region-header'>An official website of the state of Otherton. Here is how you know.</div>"
            "<div class='breadcrumb'><a>Home</a> » <a>News</a> » Otherton</div><div class='node node--type-press-release'>"
            f"<h1>{TITLE}</h1><div class='field field--name-field-date field__item'>March 5, 2024</div>"
            f"<div class='field field--name-body'>{_p(BODY)}<p>###</p><p>For more information, contact the Otherton press "
            "office at press@otherton.example or 555-0100.</p><p><strong>Contact:</strong><br>Jo Otherton<br>"
            "(555) 010-0200</p></div><div class='field--name-field-tags'>Topics: Otherton, Jobs</div>"
            f"<div class='views-element-container'><h2>Latest news</h2>{_links('div')}</div></div>"
            "<div class='region-footer'><p>Otherton State House, 1 Main Street</p></div>",
            f"<title>{TITLE} | State of Otherton</title>",
        )
    )


def next_js() -> Page:
    data = {
        "props": {"pageProps": {"article": {"headline": TITLE, "body": list(BODY), "publishedAt": "2024-03-05T08:00Z"}}}
    }
    linked = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2024-03-05T08:00:00Z",
        "articleBody": "\n\n".join(BODY),
    }
    return Page(
        _page(
            "<div id='__next'><header>Otherton Now</header><div>Loading…</div></div>"
            f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(data)}</script>",
            f"<title>{TITLE}</title><script type='application/ld+json'>{json.dumps(linked)}</script>",
        )
    )


def next_js_without_linked_data() -> Page:
    blocks = [{"type": "paragraph", "text": f"<p>{text}</p>"} for text in BODY]
    data = {
        "props": {
            "pageProps": {
                "menu": [{"title": text, "teaser": TEASER} for text in TEASERS],
                "article": {"title": TITLE, "datePublished": "2024-03-05T08:00:00.000Z", "content": blocks},
            }
        }
    }
    return Page(
        _page(
            "<div id='__next'><header>Otherton Now</header><div>Loading…</div></div>"
            f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(data)}</script>",
            f"<title>{TITLE} | Otherton Now</title>",
        )
    )


def amp() -> Page:
    return Page(
        "<!doctype html><html ⚡ lang='en'><head><meta charset='utf-8'><link rel='canonical' "
        f"href='https://coast.example/2024/03/05/plants'><title>{TITLE}</title></head><body>"
        f"<amp-sidebar id='side'><ul>{_links()}</ul></amp-sidebar><main><article><h1>{TITLE}</h1>"
        f"<amp-img src='a.jpg' alt='Otherton at night'></amp-img>{_p(BODY[:2])}<amp-ad><div>Visit Otherton</div></amp-ad>"
        f"{_p(BODY[2:])}</article><amp-list><div>{_links('p')}</div></amp-list></main>"
        "<amp-consent><p>Otherton News and its 700 partners use cookies to measure how you read.</p></amp-consent></body></html>"
    )


def paywall() -> Page:
    wall = (
        "<p>To continue reading this article, subscribe to the Otherton Post. Your first month costs one euro.</p>"
        "<p>Already a subscriber? <a>Log in</a></p><ul><li>Unlimited access to all Otherton stories</li>"
        "<li>Cancel anytime</li></ul>"
    )
    return Page(
        _page(
            f"<main><article><h1>{TITLE}</h1><p class='byline'>By Ama Owusu, 5 March 2024</p>"
            f"<div class='article-body'>{_p(BODY[:3])}<div class='c-offer'><h2>Keep reading for €1</h2>{wall}</div></div>"
            f"</article></main><section><h2>Most read</h2><ol>{_links()}</ol></section>",
            f"<title>{TITLE} - Otherton Post</title>",
        ),
        BODY[:3],
    )


def live_blog() -> Page:
    posts = "".join(
        f"<div class='live-post'><span class='time'>{hour}:15</span><h3>{head}</h3>{_p((text,))}</div>"
        for hour, head, text in zip((14, 12, 10), ("Power lines", "Programme", "Decision"), BODY[2:], strict=True)
    )
    return Page(
        _page(
            f"<article><h1>{TITLE}</h1><p>Published: 5 March 2024, 09:40 | Updated 2 hours ago</p>{_p(BODY[:2])}{posts}"
            "<p>This live blog is now closed. Follow our coverage from Otherton here.</p></article>"
            f"<div class='related'><h4>More on this story</h4>{_links('div')}</div>",
            f"<title>{TITLE} – live</title>",
        )
    )


def newsletter() -> Page:
    cells = "".join(f"<tr><td style='padding:8px'>{text}</td></tr>" for text in BODY)
    reading = "".join(
        f"<tr><td>• <a href='/{n}'>{text}</a> (Otherton Post)</td></tr>" for n, text in enumerate(TEASERS)
    )
    return Page(
        _page(
            "<table width='600'><tr><td><a>View this email in your browser</a></td></tr>"
            f"<tr><td><h1>{TITLE}</h1></td></tr><tr><td>Tuesday, March 5, 2024</td></tr>{cells}"
            f"<tr><td><b>What we're reading:</b></td></tr>{reading}"
            "<tr><td>You are receiving this since you signed up at the Otherton fair. <a>Unsubscribe</a> | "
            "<a>Update your preferences</a></td></tr><tr><td>Our mailing address: 1 Main Street, Otherton</td></tr></table>",
            f"<title>{TITLE}</title>",
        )
    )


def old_table_layout() -> Page:
    text = "<br><br>\n".join(BODY)
    return Page(
        "<html><head><title>Coast Wire: "
        + TITLE
        + "</title></head><body bgcolor=white><table width=760><tr><td colspan=3>"
        f"<font size=5>Otherton Wire</font></td></tr><tr><td width=120>{'<br>'.join(f'<a href=x>{t}</a>' for t in TEASERS)}"
        f"</td><td><font size=4><b>{TITLE}</b></font><br><font size=1>March 5, 2024</font><br><br>\n{text}<br><br>"
        "<font size=1>Copyright 2024 Otherton Wire. All rights reserved.</font></td><td width=120><b>Other news</b><br>"
        f"{'<br>'.join(f'<a href=y>{t}</a>' for t in TEASERS)}</td></tr></table></body></html>"
    )


def chinese_government() -> Page:
    text = "".join(f"<p><span style='font-size:16pt'><font face='仿宋'>{t}</font></span></p>" for t in ZH_BODY)
    return Page(
        _page(
            "<div class='header'><a>首页</a> | <a>政务公开</a> | <a>Otherton</a></div><div class='position'>当前位置：<a>首页</a> > "
            f"<a>新闻动态</a> > Otherton</div><div class='con'><h1>{ZH_TITLE}</h1><div class='info'>发布时间：2024-03-05 09:30"
            "　来源：省工信厅　字体：【<a>大</a> <a>中</a> <a>小</a>】　浏览次数：1024</div>"
            f"<div id='zoom' class='TRS_Editor'>{text}</div><div>扫一扫在手机打开当前页</div><div>【<a>打印本页</a>】"
            "【<a>关闭窗口</a>】</div><div class='xg'><h3>相关链接</h3><ul><li><a>Otherton 出台智能制造方案</a></li></ul></div></div>"
            "<div class='bottom'>主办单位：Otherton 人民政府　网站标识码：1234567890　京ICP备05000001号</div>",
            f"<title>{ZH_TITLE}_Otherton 人民政府</title>",
            "zh-CN",
        ),
        tuple(t.strip() for t in ZH_BODY),
        ZH_TITLE,
    )


def stories_in_the_same_div() -> Page:
    cards = "".join(f"<p><a href='/{n}'>{t}</a></p><p>{TEASER}</p>" for n, t in enumerate(TEASERS[:3]))
    return Page(
        _page(
            f"<div class='wrap'><h1>{TITLE}</h1><p>By Ama Owusu | March 5, 2024</p>{_p(BODY + MORE)}"
            f"<p><b>You may also like</b></p>{cards}<p><b>Share this</b></p><p>Facebook</p><p>WhatsApp</p></div>"
            "<div>© 2024 Otherton Media</div>",
            f"<title>{TITLE} | Otherton Media</title>",
        ),
        BODY + MORE,
    )


def comments() -> Page:
    said = "".join(
        f"<div class='c-item'><b>reader{n}</b> <span>March {n + 6}, 2024 at 10:1{n}</span><p>{TEASER} I was there.</p>"
        "<a>Reply</a></div>"
        for n in range(4)
    )
    return Page(
        _page(
            f"<div class='story'><h1>{TITLE}</h1><div>March 5, 2024 10:00 AM</div>{_p(BODY)}<h3>4 Comments</h3>{said}"
            "<h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are marked *</p></div>",
            f"<title>{TITLE}</title>",
        )
    )


def cookie_wall() -> Page:
    wall = (
        "<div class='fc-dialog'><h2>Otherton Media asks for your consent</h2><p>We and our 842 partners store and access "
        "personal data, like browsing data, on your device. Selecting I Accept enables tracking.</p><p>You can change your "
        "settings at any time by clicking the Otherton link at the bottom of the page.</p><button>I Accept</button></div>"
    )
    return Page(
        _page(
            f"{wall}<div id='page'><h1>{TITLE}</h1><span class='date'>5 Mar 2024</span><div class='text'>{_p(BODY)}</div>"
            f"</div><p>This website uses cookies to bring Otherton closer to you. <a>Accept all</a> <a>Reject all</a></p>",
            f"<title>{TITLE}</title>",
        )
    )


def several_languages() -> Page:
    heads = ("Das könnte Sie auch interessieren", "Lire aussi", "Te puede interesar", "Leia também", "Lees ook")
    lists = "".join(f"<h3>{head}</h3>{_links('p')}" for head in heads)
    return Page(
        _page(
            f"<div><h1>{TITLE}</h1><p>5 March 2024</p>{_p(BODY[:2])}<p>Lesen Sie auch: <a>{TEASERS[0]}</a></p>"
            f"<p>À lire aussi : <a>{TEASERS[1]}</a></p>{_p(BODY[2:])}{lists}</div>",
            f"<title>{TITLE}</title>",
        )
    )


PAGES: dict[str, Callable[[], Page]] = {
    make.__name__: make
    for make in (
        wordpress, drupal_government, next_js, next_js_without_linked_data, amp, paywall, live_blog, newsletter,
        old_table_layout, chinese_government, stories_in_the_same_div, comments, cookie_wall, several_languages,
    )
}  # fmt: skip
