FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /warfront
COPY . .
RUN mvn -B -ntp -q -pl app -am package -DskipTests -Dformat.skip=true \
  && cp app/target/warfront-app-*.jar /warfront.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --no-create-home warfront && apt-get update && apt-get install -y --no-install-recommends curl \
  && apt-get clean && find /var/lib/apt/lists -type f -delete
COPY --from=build /warfront.jar /warfront.jar
USER warfront
EXPOSE 8080 7000
ENTRYPOINT ["java", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=60", "-XX:MaxDirectMemorySize=256m", \
  "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", \
  "--sun-misc-unsafe-memory-access=allow", "-jar", "/warfront.jar"]
