package io.basiswatch.gateway.page;

import java.util.List;

/**
 * A file of the page.
 *
 * @param path where it is served
 * @param resource where it is in the class path
 * @param mediaType of its content
 */
record StaticFile(String path, String resource, String mediaType) {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    static final List<StaticFile> ALL = List.of(
            new StaticFile("/", "page/index.html", HTML),
            new StaticFile("/docs", "page/docs.html", HTML),
            new StaticFile("/assets/style.css", "page/style.css", "text/css; charset=utf-8"),
            new StaticFile("/assets/access.js", "page/access.js", SCRIPT),
            new StaticFile("/assets/stream.js", "page/stream.js", SCRIPT),
            new StaticFile("/assets/chart.js", "page/chart.js", SCRIPT),
            new StaticFile("/assets/text.js", "page/text.js", SCRIPT),
            new StaticFile("/assets/list.js", "page/list.js", SCRIPT),
            new StaticFile("/assets/detail.js", "page/detail.js", SCRIPT),
            new StaticFile("/assets/live.js", "page/live.js", SCRIPT),
            new StaticFile("/assets/docs.js", "page/docs.js", SCRIPT),
            new StaticFile("/favicon.svg", "page/favicon.svg", "image/svg+xml"));
}
