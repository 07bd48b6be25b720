package tn.flotte.orchestrator.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JSON as a table of two columns that a person can read. */
final class ReadableJson {
  /** Longer results are shown as they are. */
  private static final int MOST_LINES = 200;

  private static final int LONGEST_VALUE = 500;

  private ReadableJson() {}

  /** One value and the way to it, such as {@code pieces 2 › type}. */
  record Line(String name, String value) {}

  /** Empty when there would be too much to read. */
  static List<Line> lines(JsonNode json) {
    List<Line> lines = new ArrayList<>();
    collect("", json, lines);
    return lines.size() > MOST_LINES ? List.of() : List.copyOf(lines);
  }

  private static void collect(String name, JsonNode node, List<Line> lines) {
    if (lines.size() > MOST_LINES) {
      return;
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        collect(under(name, property.getKey()), property.getValue(), lines);
      }
    } else if (node.isArray()) {
      int number = 1;
      for (JsonNode element : node) {
        collect(name.isEmpty() ? Integer.toString(number) : name + " " + number, element, lines);
        number++;
      }
    } else if (!node.isNull()) {
      lines.add(new Line(name.isEmpty() ? "=" : name, shortened(node.asString())));
    }
  }

  private static String under(String name, String property) {
    return name.isEmpty() ? property : name + " › " + property;
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }
}
