package bench;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** Steps that do next to nothing. */
public class Steps {
  private String mapped = "";

  @When("PE {int} maps page {word}")
  public void maps(int pe, String page) {
    mapped = page;
  }

  @Then("a look-up gives it")
  public void isFound() {
    if (mapped.isEmpty()) {
      throw new AssertionError("nothing is mapped");
    }
  }

  @Then("PE {int} reads it")
  public void isRead(int pe) {
    isFound();
  }
}
