import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Sends with Java 17, repeats safely, and reads an unknown outcome. See README.md. */
public class Send {
  static final String URL = Optional.ofNullable(System.getenv("GATEWAY_URL")).orElse("http://127.0.0.1:3000");
  static final Optional<String> KEY = Optional.ofNullable(System.getenv("GATEWAY_API_KEY"));
  static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public static void main(String[] arguments) throws InterruptedException {
    var sent = send("{\"to\":[\"+213550000001\"],\"from\":\"ACME\",\"text\":\"Sent with Java\"}");
    System.out.println("+213550000001 " + field(sent, "outcome"));

    // The sandbox reads this message and breaks the connection, so nobody knows whether it was sent.
    var unknown = send("{\"to\":[\"+99910000101\"],\"from\":\"ACME\",\"text\":\"Sent with Java\"}");
    System.out.println("+99910000101 " + field(unknown, "outcome"));

    var read = ask(request("/messages/" + field(unknown, "id")).build()).orElseThrow().body();
    requireRecipients(read);
    var attempts = Pattern.compile("\"number\":").matcher(read).results().count();
    System.out.println(field(read, "status") + " after " + attempts + " attempt: do not send it again");
  }

  /** Posts a message until it is answered. The key stays the same, so nothing is sent twice. */
  static String send(String message) throws InterruptedException {
    var request = request("/messages")
        .header("content-type", "application/json")
        .header("idempotency-key", UUID.randomUUID().toString())
        .POST(HttpRequest.BodyPublishers.ofString(message))
        .build();
    for (int attempt = 1; attempt <= 10; attempt++) {
      var answer = ask(request);
      if (answer.isPresent() && !isWorthRepeating(answer.get())) return requireRecipients(answer.get().body());
      var seconds = answer.flatMap(given -> given.headers().firstValue("retry-after")).map(Long::parseLong).orElse(1L);
      Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    }
    throw new IllegalStateException("no answer: repeat the request later, under the same key");
  }

  static HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(URL + path)).timeout(Duration.ofSeconds(45));
    KEY.ifPresent(key -> request.header("authorization", "Bearer " + key));
    return request;
  }

  /** Makes one request. Empty without a complete answer of the gateway. */
  static Optional<HttpResponse<String>> ask(HttpRequest request) throws InterruptedException {
    try {
      var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      var type = answer.headers().firstValue("content-type").orElse("");
      return type.matches("application/(problem\\+)?json.*") ? Optional.of(answer) : Optional.empty();
    } catch (IOException lost) {
      return Optional.empty();
    }
  }

  /** The same key would only get the same answer if no recipient was left out. */
  static boolean isWorthRepeating(HttpResponse<String> answer) {
    var isLeftOut = !answer.body().contains("\"recipients\":") || answer.body().contains("\"outcome\":\"not-attempted\"");
    return answer.headers().firstValue("retry-after").isPresent() && isLeftOut;
  }

  /** An answer that names the recipients. A problem without them, for example 401, ends the program. */
  static String requireRecipients(String answer) {
    if (answer.contains("\"recipients\":")) return answer;
    System.err.println(field(answer, "code") + ": " + field(answer, "title"));
    System.exit(1);
    return answer;
  }

  /** The first field of this name. A real program uses a JSON library; Java has none of its own. */
  static String field(String json, String name) {
    var matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) throw new IllegalStateException("the answer has no " + name);
    return matcher.group(1);
  }
}
