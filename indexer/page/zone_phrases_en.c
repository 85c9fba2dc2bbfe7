/* Of English pages. */
#include "indexer/page/zone_phrase_rows.h"

static const struct zone_phrase rows[] = {
    /* who made a picture, where something comes from */
    CREDIT("photo"), CREDIT("photos"), CREDIT("photograph"), CREDIT("photographs"), CREDIT("picture"),
    CREDIT("pictures"), CREDIT("image"), CREDIT("images"), CREDIT("illustration"), CREDIT("video"), CREDIT("source"),
    CREDIT("sources"), CREDIT("credit"), CREDITS("photo by"), CREDITS("photos by"), CREDITS("photo from"),
    CREDITS("photo courtesy"), CREDITS("photo credit"), CREDITS("image credit"), CREDITS("image source"),
    CREDITS("image via"), CREDITS("picture by"), CREDITS("courtesy of"), CREDITS("copyright"), CREDITS("©"),
    CREDITS("(c)"), CREDITS("all rights reserved"),

    /* who wrote it */
    BYLINE("by"), BYLINE("written by"), BYLINE("author"), BYLINE("posted by"), BYLINE("reported by"), BYLINE("text"),

    /* when */
    PUBLISHED("published"), PUBLISHED("posted on"), PUBLISHED("posted"), PUBLISHED("last updated"),
    PUBLISHED("updated"), PUBLISHED("date"), PUBLISHED("first published"), PUBLISHED("last modified"),
    PUBLISHED("modified"), PUBLISHED("created"), PUBLISHED("edited"), PUBLISHED("this entry was posted"),
    PUBLISHED("this post was published"), PUBLISHED("this article was published"),

    /* other articles, and calls to read, share or subscribe */
    RELATED("other materials"), RELATED("other news"), RELATED("other stories"), RELATED("other articles"),
    RELATED("more stories"), RELATED("more news"), RELATED("more articles"), RELATED("more on this"),
    RELATED("more from"), RELATED("more in"), RELATED("more about"), RELATED("read also"), RELATED("read next"),
    RELATED("see also"), RELATED("also read"), RELATED("also on this site"), RELATED("related articles"),
    RELATED("related stories"), RELATED("related posts"), RELATED("related news"), RELATED("related content"),
    RELATED("related topics"), RELATED("related links"), RELATED("you may also"), RELATED("you might also"),
    RELATED("recommended for"), RELATED("recommended articles"), RELATED("most read"), RELATED("most popular"),
    RELATED("most viewed"), RELATED("latest news"), RELATED("latest posts"), RELATED("latest articles"),
    RELATED("top stories"), RELATED("popular posts"), RELATED("share this"), RELATED("sign up for"),
    RELATED("subscribe to"), RELATED("what to read next"), RELATED("further reading"), RELATED("follow us"),
    RELATED("follow the"), RELATED("share to"), RELATED("please share"), RELATED("join our"), RELATED("download our"),
    RELATED("get the latest"), RELATED("elsewhere on"), RELATED("also from this source"), RELATED("latest on"), RELATED("more news from"),
    RELATED("sponsored content"), RELATED("promoted stories"), RELATED("from around the web"), RELATED("editors' picks"),
    RELATED("editor's picks"), HEADING("related"), HEADING("recommended"), HEADING("trending"), HEADING("popular"),
    HEADING("external links"), HEADING("links"), HEADING("further links"),

    /* the way from a teaser to its article */
    MORES("more"), MORES("read"), MORES("related"), MORE("read more"), MORE("learn more"), MORE("find out more"),
    MORE("continue reading"), MORE("read the article"), MORE("read article"), MORE("read full article"),
    MORE("read now"), MORE("show more"), MORE("see more"), MORE("view more"), MORE("order now"), MORE("buy now"),
    MORE("shop now"), MORE("book now"), MORE("sign up now"), MORE("join now"), MORE("download now"), MORE("details"),
    MORE("register now"),

    /* what stands below an article only: comments, keywords, authors, the next article */
    ENDS("recent posts"), ENDS("recent comments"), ENDS("leave a comment"), ENDS("leave a reply"),
    ENDS("post a comment"), ENDS("add a comment"), ENDS("join the discussion"), ENDS("previous post"),
    ENDS("next post"), ENDS("about the author"), ENDS("filed under"), ENDS("tagged"), ENDS("posted in"),
    ENDS("comments are closed"), ENDS("pingback"), ENDS("thoughts on"), ENDS("thought on"), ENDS("responses to"),
    ENDS("response to"), ENDS("comments on"), ENDS("one response"), ENDS("one thought"), ENDS("add your comment"),
    ENDS("write a comment"), ENDS("write a review"), ENDS("your email address will not be published"),
    ENDS("share your thoughts"), ENDS("trackback"), ENDS("labels"), ENDS("older post"), ENDS("newer post"),
    ENDS("was this article"), ENDS("was this page"), ENDS("did you like this"), ENDS("did you find this"),
    ENDS("did you enjoy this"), ENDS("rate this"), ENDS("how would you rate"), ENDS("keywords"), ENDS("read more on"),
    ENDS("tags"), ENDS("about the authors"), ENDS("more by"), ENDS("latest posts by"), ENDS("view all posts"),
    ENDS("all posts by"), ENDS("all rights reserved"), ENDS("powered by"), ENDS("proudly powered"),
    COMMENTS("comments"), COMMENTS("responses"), COMMENTS("replies"), COMMENTS("comment"), END("reviews"),
    END("house rules"), END("commenting guidelines"), END("community guidelines"), END("comment policy"),
    END("no comments"), END("no comments yet"), END("one comment"), END("categories"), END("author"), END("authors"),
    END("the author"), END("about"), END("about me"), END("about us"), END("written by"), END("legal notice"),

    /* menus */
    MENU("send"), MENU("submit"), MENU("like"), MENU("rss"), MENU("rss-feed"), MENU("feed"), MENU("download"),
    MENU("downloads"), MENUO("more"), MENU("home"), MENU("back"), MENU("print"), MENU("share"), MENU("menu"),
    MENU("search"), MENU("login"), MENU("log in"), MENU("sign in"), MENU("sign up"), MENU("subscribe"),
    MENU("contact"), MENU("contact us"), MENU("imprint"), MENU("privacy"), MENU("privacy policy"),
    MENU("terms of use"), MENU("cookies"), MENU("top"), MENU("back to top"), MENU("sitemap"), MENU("close"),
    MENU("newsletter"), MENU("next"), MENU("previous"), MENU("tweet"), MENU("facebook"), MENU("twitter"),
    MENU("whatsapp"), MENU("telegram"), MENU("email"), MENU("e-mail"), MENU("linkedin"), MENU("pinterest"),
    MENU("xing"), MENU("instagram"), MENU("youtube"), MENU("advertisement"), MENU("navigation"), MENU("reply"),
    MENU("mail"), MENU("pdf"), MENU("register"), MENU("view comments"), MENU("show caption"), MENU("hide caption"), MENU("my account"),
    MENU("forgot password"), MENU("forgot password?"), MENU("remember me"), MENU("obituaries"), MENU("classifieds"), MENU("e-edition"),
    MENU("save article"), MENU("copy link"), MENU("accept"), MENU("accept all"), MENU("manage preferences"), MENU("accessibility help"),
    MENU("accessibility links"), MENU("donate"), MENU("advertise"), MENU("careers"), MENU("sections"),

    /* what a system counts and files */
    MENUC("hits"), MENUC("views"), MENUC("category"), MENUC("reading time"), MENUS("you are visitor"),
    MENU("weather"), MENUS("print this"), MENUS("skip to"), MENUS("jump to"), MENUS("share on"), MENUS("font size"),
    MENUS("you are here"), MENUS("toggle"), MENUS("go to"), MENUS("text size"),

    /* sections of a paper */
    MENU("archive"), MENU("archives"), MENU("news"), MENU("sport"), MENU("sports"), MENU("blog"), MENU("faq"),
    MENU("politics"), MENU("opinion"), MENU("business"), MENU("podcasts"),
};

const struct zone_phrases zone_phrases_en = {rows, sizeof rows / sizeof *rows};
