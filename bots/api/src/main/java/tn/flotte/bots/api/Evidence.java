package tn.flotte.bots.api;

/**
 * What a person would have seen: taken at each effect and at each failure.
 *
 * @param screen the screen's name in the house's words, such as {@code ouverture}
 * @param url where the browser stood
 * @param png the screenshot, a PNG file
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is never compared
public record Evidence(String screen, String url, byte[] png) {}
